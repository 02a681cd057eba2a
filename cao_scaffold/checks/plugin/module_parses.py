"""A module that is no Python cannot be imported."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package


def _find(package: Package) -> Iterator[Spot]:
    for broken in package.broken:
        yield Spot(broken.file, broken.line, f"is no Python: {broken.problem}", "mend the syntax")


CHECK = Check(
    "CAO101",
    "module-parses",
    "Every module is Python.",
    'The registry logs "Failed to load plugin" once, at start; the server runs on without it.',
    _find,
)
