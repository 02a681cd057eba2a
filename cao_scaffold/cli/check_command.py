"""`cao-scaffold check`: a plugin package, held to CAO's contract."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from cao_scaffold.errors import UsageError


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--python", type=click.Path(path_type=Path), help="A Python with CAO to run it in.")
@click.option("--static", is_flag=True, help="Read the files only; run nothing.")
@click.option(
    "--env", "pairs", multiple=True, metavar="NAME=VALUE", help="A variable for the run; repeat."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    path: Path, python: Path | None, static: bool, pairs: Sequence[str], as_json: bool
) -> int:
    """Hold the plugin package at PATH to CAO's contract.

    Reads its files, then loads it in a Python that has CAO and calls its hooks as cao-server
    does, with a HOME of its own and destinations played on this machine. Exits with 1 where
    something was found. `cao-scaffold list checks` says what is looked at.
    """
    from cao_scaffold.checks.package import Verdict, check_files, check_running
    from cao_scaffold.checks.source import read_package
    from cao_scaffold.host.environment import cao_version, find_python
    from cao_scaffold.host.interruption import one_interruption
    from cao_scaffold.report import check as report

    given = _variables(pairs)
    if static and (python or given):
        raise UsageError("--static runs nothing, so it takes no --python and no --env")
    package = read_package(path.resolve())
    files = check_files(package)
    if not as_json:
        _say(report.lines(files.findings))
    running, version = Verdict(0, ()), ""
    if not static:
        with one_interruption():
            found = find_python(python)
            version = cao_version(found)
            running = check_running(package, found, given)
    findings = (*files.findings, *running.findings)
    checks = files.checks + running.checks
    if as_json:
        whole = report.document(
            files=package.files, checks=checks, findings=findings, cao=version, notes=running.notes
        )
        click.echo(json.dumps(whole, indent=2))
    else:
        _say(report.lines(running.findings))
        for note in running.notes:
            click.echo(f"note: {note}", err=True)
        click.echo(report.summary(package.files, checks, len(findings)))
    return 1 if findings else 0


def _variables(pairs: Sequence[str]) -> dict[str, str]:
    given = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError(f"--env {name}: not of the form NAME=VALUE")
        given[name] = value
    return given


def _say(lines: Sequence[str]) -> None:
    for line in lines:
        click.echo(line)
