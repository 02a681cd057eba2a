"""A hook raises nothing, on the server's loop and in a worker thread."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.source.project import FILE

_LIFE = ("making", "setup", "the second setup", "teardown", "delivery")


def _find(seen: Exercise) -> Iterator[Spot]:
    for each in seen.warnings:
        if not each.stage.startswith(_LIFE):
            place = (each.file, each.line) if each.file else (FILE, seen.entry_line)
            yield Spot(
                *place,
                f"a hook raised at {each.stage}: {each.error}",
                "a hook appends to a queue, and the worker that sends handles its errors",
            )
    for call in seen.calls:
        if call.escaped:
            yield Spot(
                call.file,
                call.line,
                f"{call.hook} lets {call.escaped} out of CAO's registry",
                "raise an Exception, or log and return",
            )


CHECK = Check(
    "CAO503",
    "hook-runs",
    "Each hook runs without an error, however the server calls it.",
    "An Exception is logged and the event is lost; anything above it fails the API call.",
    _find,
)
