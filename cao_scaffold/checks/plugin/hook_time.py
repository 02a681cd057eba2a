"""A hook's own time does not depend on its destination's."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.exercise.outcome import Called


def _find(seen: Exercise) -> Iterator[Spot]:
    slowest: dict[str, Called] = {}
    for call in seen.calls:
        if call.seconds is not None and call.where == "worker":
            before = slowest.get(call.hook)
            if before is None or call.seconds > (before.seconds or 0):
                slowest[call.hook] = call
    for call in slowest.values():
        if (call.seconds or 0) > seen.slowness / 2:
            yield Spot(
                call.file,
                call.line,
                f"{call.hook} took {call.seconds:.1f} s with a destination that answers in "
                f"{seen.slowness:g} s",
                "append to a queue in the hook, and send from a worker thread",
            )


CHECK = Check(
    "CAO505",
    "hook-time",
    "A hook is as quick with a slow destination.",
    "The API call that caused the event waits for its hooks: with a webhook that takes 2 s an "
    "inbox call takes 2.9 s, and ending a session of three terminals 9 s.",
    _find,
)
