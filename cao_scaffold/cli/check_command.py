"""`cao-scaffold check`: a plugin package, or a provider, held to CAO's contract."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from cao_scaffold.errors import ScaffoldError, UsageError

if TYPE_CHECKING:
    from cao_scaffold.checks.check import Finding
    from cao_scaffold.checks.package import Verdict
    from cao_scaffold.checks.source import Package


class Result(NamedTuple):
    """What one run of the command held to how many contracts, and what came of it."""

    files: int
    checks: int
    findings: Sequence["Finding"]
    notes: Sequence[str] = ()
    cao: str = ""


@click.command("check")
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--python", type=click.Path(path_type=Path), help="A Python with CAO to run it in.")
@click.option("--static", is_flag=True, help="Read the files only; run nothing.")
@click.option("--provider", "name", metavar="NAME", help="The one provider of a CAO tree.")
@click.option(
    "--env", "pairs", multiple=True, metavar="NAME=VALUE", help="A variable for a plugin; repeat."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    path: Path,
    python: Path | None,
    static: bool,
    name: str | None,
    pairs: Sequence[str],
    as_json: bool,
) -> int:
    """Hold the plugin package at PATH, or the providers of the CAO tree there, to CAO's contract.

    PATH is a package's folder, a CAO source tree, or a provider's module in one. Reads the
    files, then runs what they define in a Python that has CAO, with a HOME of its own. Exits
    with 1 where something was found. `cao-scaffold list checks` says what is looked at.
    """
    given = _variables(pairs)
    if static and (python or given):
        raise UsageError("--static runs nothing, so it takes no --python and no --env")
    if _is_tree(path):
        if given:
            raise UsageError("--env is for a plugin", hint="leave it out")
        from cao_scaffold.cli.check_provider import check_providers

        result = check_providers(path, name, python=python, static=static, show=not as_json)
    else:
        result = _check_plugin(path, given, python=python, static=static, show=not as_json)
    _conclude(result, as_json=as_json)
    return 1 if result.findings else 0


def _check_plugin(
    path: Path, given: dict[str, str], *, python: Path | None, static: bool, show: bool
) -> Result:
    from cao_scaffold.checks.package import check_files
    from cao_scaffold.checks.source import read_package

    package = read_package(path.resolve())
    files = check_files(package)
    if show:
        say(files.findings)
    result = Result(package.files, files.checks, files.findings)
    if static:
        return result
    try:
        running, version = _run_plugin(package, python, given)
    except ScaffoldError:
        # What was found without running it is worth telling all the same.
        if not show:
            _conclude(result, as_json=True)
        raise
    if show:
        say(running.findings)
    findings = (*files.findings, *running.findings)
    return Result(package.files, files.checks + running.checks, findings, running.notes, version)


def _run_plugin(
    package: "Package", python: Path | None, given: dict[str, str]
) -> tuple["Verdict", str]:
    from cao_scaffold.checks.package import check_running
    from cao_scaffold.host.environment import cao_version, find_python
    from cao_scaffold.host.interruption import one_interruption

    with one_interruption():
        found = find_python(python)
        return check_running(package, found, given), cao_version(found)


def say(findings: Iterable["Finding"]) -> None:
    """Show findings as a linter does."""
    from cao_scaffold.report.check import lines

    for line in lines(findings):
        click.echo(line)


def _conclude(result: Result, *, as_json: bool) -> None:
    from cao_scaffold.report import check as report

    if as_json:
        whole = report.document(
            files=result.files,
            checks=result.checks,
            findings=result.findings,
            cao=result.cao,
            notes=result.notes,
        )
        click.echo(json.dumps(whole, indent=2))
        return
    for note in result.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(report.summary(result.files, result.checks, len(result.findings)))


def _is_tree(path: Path) -> bool:
    """Tell whether `path` is a CAO source tree, or a module of CAO's package."""
    return path.is_file() or (path / "src/cli_agent_orchestrator/models/provider.py").is_file()


def _variables(pairs: Sequence[str]) -> dict[str, str]:
    given = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError(f"--env {name}: not of the form NAME=VALUE")
        given[name] = value
    return given
