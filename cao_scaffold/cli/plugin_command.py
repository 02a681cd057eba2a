"""`cao-scaffold plugin`: an event plugin, as a package of its own or in an existing one."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cao_scaffold.cli.programs import programs
from cao_scaffold.errors import ScaffoldError, UsageError

if TYPE_CHECKING:
    from cao_scaffold.template.answers import Answers
    from cao_scaffold.template.package import Package


class Mode(NamedTuple):
    """Where the plugin goes, and how."""

    output: Path | None
    into: Path | None
    defaults: bool
    dry_run: bool
    as_json: bool
    force: bool
    then_try: bool


def _complete_integrations(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    from cao_scaffold.template.integrations import integration_names

    return [name for name in integration_names() if name.startswith(typed)]


def _complete_events(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    """Complete the last name of a list joined by commas."""
    from cao_scaffold.events import EVENTS

    done, comma, last = typed.rpartition(",")
    names = [*(event.name for event in EVENTS), *(() if comma else ("all",))]
    return [f"{done}{comma}{name}" for name in names if name.startswith(last)]


@click.command("plugin")
@click.argument("name", required=False, shell_complete=_complete_integrations)
@click.option(
    "--integration",
    metavar="ID",
    shell_complete=_complete_integrations,
    help="Where events go; default: NAME, if there is such an integration, else blank.",
)
@click.option(
    "--events", metavar="A,B|all", shell_complete=_complete_events, help="The events to react to."
)
@click.option("--description", metavar="TEXT", help="One sentence: what the plugin is for.")
@click.option("--author", metavar="TEXT", help="The author in the package's metadata.")
@click.option("--license", metavar="SPDX", help="An SPDX expression; default: Apache-2.0.")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where the new folder cao-NAME goes; default: here.",
)
@click.option(
    "--into",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Add the plugin to the package in this folder instead.",
)
@click.option("--defaults", is_flag=True, help="Ask nothing, take the defaults.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--force", is_flag=True, help="Replace files that exist, after showing which.")
@click.option("--try", "then_try", is_flag=True, help="Check the plugin, then try it, at the end.")
def command(name: str | None, **options: Any) -> int:
    """Write an event plugin called NAME: a package that cao-server loads.

    NAME may be spelt ops-feed, ops_feed or OpsFeed. On a terminal, what is not given is asked.
    """
    from cao_scaffold.cli.questions import Given, ask

    given = Given(name, **{key: options.pop(key) for key in Given._fields[1:]})
    mode = Mode(**options)
    _check_mode(mode)
    interactive = sys.stdin.isatty() and sys.stdout.isatty() and not mode.defaults
    package = _plan(ask(given, interactive=interactive), mode)
    if not mode.dry_run:
        _write(package, force=mode.force)
    _report(package, mode)
    if not mode.then_try:
        return 0
    from cao_scaffold.cli.check_then_try import check_then_try

    return check_then_try(package.root)


def _check_mode(mode: Mode) -> None:
    if mode.into and mode.output:
        raise UsageError("--into and --output exclude each other", hint="leave out one of them")
    if mode.then_try and (mode.as_json or mode.dry_run):
        raise UsageError(
            "--try goes with neither --json nor --dry-run",
            hint="run cao-scaffold try afterwards; it has a --json of its own",
        )
    for path in filter(None, (mode.into, mode.output)):
        if not str(path).isprintable():
            raise UsageError(f"{str(path)!a} is no path that can be shown", hint="rename it")


def _plan(answers: "Answers", mode: Mode) -> "Package":
    """Mend what a killed run left, then plan the plugin."""
    from cao_scaffold.edit.transaction import is_interrupted, recover
    from cao_scaffold.template.join import join_package
    from cao_scaffold.template.package import new_package

    output = mode.output or Path()
    root = mode.into or output / answers.names.distribution
    if mode.dry_run and is_interrupted(root):
        raise ScaffoldError(
            f"an earlier run was killed while it wrote in {root}",
            hint="run the command without --dry-run: it first puts back what was there",
        )
    for path in () if mode.dry_run else recover(root):
        click.echo(f"Put back {path}, which a killed run had replaced.", err=True)
    if mode.into:
        return join_package(answers, mode.into, force=mode.force)
    return new_package(answers, output, force=mode.force)


def _write(package: "Package", *, force: bool) -> None:
    for path in package.replaced if force else ():
        click.echo(f"Replacing {package.root / path}", err=True)
    package.plan.apply()


def _report(package: "Package", mode: Mode) -> None:
    from cao_scaffold.report import plugin as report

    steps = report.next_steps(package, programs())
    if mode.as_json:
        document = report.document(package, steps, dry_run=mode.dry_run)
        click.echo(json.dumps(document, indent=2))
    elif mode.dry_run:
        click.echo(report.planned(package))
    else:
        click.echo(report.written(package, steps))
