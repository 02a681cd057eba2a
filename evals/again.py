"""What cao-scaffold wrote in a workspace, made again from the records that it left there."""

from pathlib import Path
from tempfile import TemporaryDirectory

import tomlkit

from cao_scaffold.cli import run
from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.points.record import read_records
from evals.tasks import CHECKOUT
from tests.providers import add
from tests.real_cao import tree_of_cao


def made_again(workspace: Path) -> set[tuple[str, str]]:
    """Return the lines, each with its file, that the recorded commands write."""
    return _packages(workspace) | _providers(workspace)


def _packages(workspace: Path) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for record in workspace.rglob(".cao-scaffold.toml"):
        told = tomlkit.parse(record.read_text(encoding="utf-8")).unwrap()
        answers = told.get("answers", told)
        with TemporaryDirectory() as folder:
            words = ["plugin", str(answers.get("name", record.parent.name.removeprefix("cao-")))]
            words += ["--integration", str(answers.get("integration", "blank"))]
            code = run([*words, "--defaults", "--output", folder, "--json"])
            for path in Path(folder).rglob("*") if code == 0 else ():
                if path.is_file():
                    below = path.relative_to(folder).parts[1:]
                    name = (record.parent.relative_to(workspace) / Path(*below)).as_posix()
                    found |= _lines(name, path)
    return found


def _providers(workspace: Path) -> set[tuple[str, str]]:
    tree = workspace / CHECKOUT
    if not (tree / ".cao-scaffold").is_dir():
        return set()
    records = read_records(find_checkout(tree))
    found: set[tuple[str, str]] = set()
    with TemporaryDirectory() as folder:
        copy = tree_of_cao(_version(tree), Path(folder) / "tree")
        for record in records.values():
            for change in add(copy, record.provider, only=record.only).plan.changes:
                if (copy / change.path).is_file():
                    found |= _lines(f"{CHECKOUT}/{change.path}", copy / change.path)
    return found


def _version(tree: Path) -> str:
    project = tomlkit.parse((tree / "pyproject.toml").read_text(encoding="utf-8")).unwrap()
    return str(project["project"]["version"])


def _lines(name: str, path: Path) -> set[tuple[str, str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    return {(name, line) for line in text.split("\n") if line.strip()}
