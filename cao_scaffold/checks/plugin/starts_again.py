"""A plugin that was torn down can be made and set up again."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.source.project import FILE


def _find(seen: Exercise) -> Iterator[Spot]:
    for each in seen.warnings:
        if each.stage == "the second setup" and seen.loaded:
            place = (each.file, each.line) if each.file else (FILE, seen.entry_line)
            yield Spot(
                *place,
                f"set up again after its teardown(), it fails: {each.error}",
                "keep state on the instance, not on the class or the module",
            )


CHECK = Check(
    "CAO509",
    "starts-again",
    "A second plugin of the class starts after the first one's teardown.",
    "Tests, and servers that start and stop an application in one process, do that.",
    _find,
)
