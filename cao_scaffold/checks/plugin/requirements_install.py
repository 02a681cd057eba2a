"""What a package requires can be installed beside CAO."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.source.project import FILE


def _find(seen: Exercise) -> Iterator[Spot]:
    if seen.not_installed:
        yield Spot(
            FILE,
            1,
            f"its requirements cannot be installed: {seen.not_installed}",
            "name releases that exist for CAO's Python",
        )


CHECK = Check(
    "CAO501",
    "requirements-install",
    "The package's requirements can be installed for CAO's Python.",
    "The plugin has to live in the very environment that runs cao-server.",
    _find,
)
