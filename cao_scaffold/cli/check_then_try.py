"""`plugin --try`: `check`, then `try`, both in the Python that has CAO, or in one made for them."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from cao_scaffold.cli import cli
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.environment import cao_requirements, find_python, make_environment
from cao_scaffold.host.interruption import one_interruption


def check_then_try(root: Path) -> int:
    """Run both commands on the package in `root`; return the exit code of the first that fails."""
    with one_interruption(), _python_with_cao() as python:
        for name in ("check", "try"):
            click.echo(f"\ncao-scaffold {name} {root}")
            words = [name, str(root), "--python", str(python)]
            code = cli.main(words, prog_name="cao-scaffold", standalone_mode=False)
            if code:
                return int(code)
    return 0


@contextlib.contextmanager
def _python_with_cao() -> Iterator[Path]:
    found = _found()
    if found:
        yield found
        return
    click.echo("\nNo CAO found here: making an environment with one, for this run only.")
    with TemporaryDirectory(prefix="cao-scaffold-") as folder:
        yield make_environment(Path(folder) / "environment", cao_requirements())


def _found() -> Path | None:
    with contextlib.suppress(ScaffoldError):
        return find_python()
    return None
