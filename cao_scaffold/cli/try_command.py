"""`cao-scaffold try`: a plugin, or a provider, on a real, private cao-server."""

import json
from pathlib import Path
from typing import Any

import click

from cao_scaffold.errors import UsageError


class _PackageOrProvider(click.Command):
    """`try PATH`, and `try provider NAME`, which has options of its own."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        if args[:1] != ["provider"] or (len(args) == 1 and Path("provider").is_dir()):
            return super().make_context(info_name, args, parent, **extra)
        from cao_scaffold.cli.try_provider import command as provider

        return provider.make_context(f"{info_name} provider", args[1:], parent, **extra)


@click.command("try", cls=_PackageOrProvider)
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--python", type=click.Path(path_type=Path), help="A Python with CAO to use.")
@click.option("--cao", "version", metavar="VERSION", help="The release of CAO to install.")
@click.option("--live", is_flag=True, help="Send to the real destination, with your settings.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(path: Path, python: Path | None, version: str | None, live: bool, as_json: bool) -> int:
    """Run the plugin package at PATH on a real, private cao-server.

    Launches a session of two scripted agents, lets them write to each other, and shows what
    arrives at the destination, which is played on loopback. Your own CAO is not touched, and
    nothing is left behind.

    A provider in a CAO tree is run by `cao-scaffold try provider NAME`; see its --help.
    """
    from cao_scaffold.host.interruption import one_interruption
    from cao_scaffold.report import trial as report
    from cao_scaffold.trial import Step, Wanted, run_trial

    if python and version:
        raise UsageError("--python has its own CAO", hint="leave out --cao or --python")

    def tell(step: Step) -> None:
        click.echo(report.step_line(step), err=as_json)

    with one_interruption():
        trial = run_trial(Wanted(path.resolve(), python, version, live), tell)
    click.echo(json.dumps(report.document(trial), indent=2) if as_json else report.last_line(trial))
    return 0 if trial.ok else 1
