"""A hook comes to an end."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.source.project import FILE


def _find(seen: Exercise) -> Iterator[Spot]:
    if seen.stuck:
        yield Spot(
            FILE,
            seen.entry_line,
            f"the server's loop did not go on after {seen.stuck}",
            "nothing that blocks on the server's loop",
        )
    for call in seen.calls:
        if call.seconds is None:
            yield Spot(
                call.file,
                call.line,
                f"{call.hook} did not return when called {_WHERE[call.where]}",
                "append under a threading.Lock, and return",
            )


_WHERE = {"loop": "on the server's loop", "worker": "in a worker thread"}

CHECK = Check(
    "CAO504",
    "hook-returns",
    "Each hook returns.",
    "There is no timeout: a hook that waits for good takes its thread, and six of them take all "
    "the threads of a small machine.",
    _find,
)
