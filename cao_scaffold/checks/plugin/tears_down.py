"""`teardown()` returns, and raises nothing."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.source.project import FILE


def _find(seen: Exercise) -> Iterator[Spot]:
    for each in seen.warnings:
        if each.stage == "teardown":
            place = (each.file, each.line) if each.file else (FILE, seen.entry_line)
            yield Spot(*place, f"teardown() raised: {each.error}", "guard what may not be open")
    for ended in seen.teardown:
        if not ended.ended:
            yield Spot(
                FILE,
                seen.entry_line,
                f"teardown() had not returned after {ended.seconds:.0f} s",
                "drain with a deadline",
            )


CHECK = Check(
    "CAO508",
    "tears-down",
    "teardown() returns within 20 seconds, without an error.",
    "The server waits for it without a timeout, so SIGTERM no longer ends the server.",
    _find,
)
