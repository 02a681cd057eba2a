"""`cao-scaffold try provider`: a provider on a real, private cao-server."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cao_scaffold.cli.tree import find_tree, tree_options
from cao_scaffold.errors import UsageError

if TYPE_CHECKING:
    from cao_scaffold.host.checkout import Checkout

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command("provider")
@click.argument("name")
@tree_options
@click.option("--python", type=click.Path(path_type=Path), help="A Python with the tree's needs.")
@click.option("--program", type=_FILE, help="The CLI to run, in place of what is on the PATH.")
@click.option("--scripted", is_flag=True, help="Run the scripted CLI, whatever is on the PATH.")
@click.option("--full-screen", is_flag=True, help="Let the scripted CLI draw full screen.")
@click.option(
    "--timeout", type=click.FloatRange(1), default=120.0, show_default=True, help="For one turn."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    name: str,
    repo: Path | None,
    installed: str | None,
    python: Path | None,
    program: Path | None,
    scripted: bool,
    full_screen: bool,
    timeout: float,
    as_json: bool,
) -> int:
    """Run the provider NAME on a real, private cao-server.

    Launches its CLI, or one that is scripted where it is not on the PATH, sends two prompts,
    shows each change of state as it happens and each reply that CAO extracts, exits, and
    cleans up. A real CLI runs with your own HOME, for its login; your own CAO is not touched.
    """
    from cao_scaffold.host.interruption import one_interruption
    from cao_scaffold.report import provider_trial as report
    from cao_scaffold.report.trial import step_line
    from cao_scaffold.trial import ProviderWanted, Step, run_provider_trial
    from cao_scaffold.trial.provider.session import Limits

    if installed and python:
        raise UsageError("--installed has a Python of its own", hint="leave out --python")
    if program and scripted:
        raise UsageError("--program and --scripted exclude each other")

    def tell(step: Step) -> None:
        click.echo(step_line(step), err=as_json)

    with one_interruption():
        checkout, value = find_tree(repo, installed), name.replace("-", "_")
        wanted = ProviderWanted(
            checkout,
            value,
            python=python,
            program=program,
            scripted=scripted,
            full_screen=full_screen,
            drawn=_drawn(checkout, value),
            limits=Limits(turn=timeout),
        )
        trial = run_provider_trial(wanted, tell)
    click.echo(json.dumps(report.document(trial), indent=2) if as_json else report.last_line(trial))
    return 0 if trial.ok else 1


def _drawn(checkout: "Checkout", value: str) -> tuple[str, ...]:
    """Return what lets the scripted CLI look as the answers on record have it; () without any."""
    from cao_scaffold.points.record import read_records
    from cao_scaffold.template.example_rows import example_rows

    record = read_records(checkout).get(value)
    if record is None:
        return ()
    rows, leave = example_rows(record.provider), record.provider.exit_command
    prompt = rows.prompt or f"{rows.ready} "
    drawn = {"prompt": prompt, "mark": rows.mark, "working": rows.working}
    return (f"--leave={leave}", *(f"--drawn-{what}={text}" for what, text in drawn.items()))
