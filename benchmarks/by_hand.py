"""Counts what a person would have to write: the files and lines of what each command writes."""

import contextlib
import io
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cao_scaffold.cli import run
from tests.providers import NEW_CLI, add
from tests.real_cao import WITH_PROVIDERS, tree_of_cao


class Written(NamedTuple):
    """New files, changed files, and the lines that were added to both."""

    new: int
    changed: int
    lines: int


def provider(version: str) -> Written:
    """Return what `cao-scaffold provider` writes into the tree of a release, with the defaults."""
    with TemporaryDirectory() as folder:
        plan = add(tree_of_cao(version, Path(folder) / "tree"), NEW_CLI).plan
        own = [each for each in plan.changes if not each.path.startswith(".cao-scaffold/")]
        new = sum(each.before is None for each in own)
        patch = plan.diff().partition("diff --git a/.cao-scaffold")[0]
        lines = sum(line.startswith("+") and line[:3] != "+++" for line in patch.split("\n"))
    return Written(new, len(own) - new, lines)


def plugin(integration: str) -> Written:
    """Return what `cao-scaffold plugin` writes."""
    with TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        assert run(["plugin", integration, "--defaults", "--output", folder]) == 0
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        lines = sum(_lines(path.read_text(encoding="utf-8").split("\n")) for path in files)
    return Written(len(files), 0, lines)


def _lines(lines: Iterable[str]) -> int:
    return sum(bool(line.strip()) for line in lines)


def main() -> int:
    """Print a row for each."""
    rows = {f"plugin {name}": plugin(name) for name in ("telegram", "discord")}
    rows |= {f"provider, CAO {version}": provider(version) for version in WITH_PROVIDERS}
    print(f"{'':24}{'new files':>10}{'changed':>10}{'lines':>8}")
    for name, written in rows.items():
        print(f"{name:24}{written.new:>10}{written.changed:>10}{written.lines:>8}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
