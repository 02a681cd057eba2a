"""A text without any mark says nothing, and nothing may be concluded from it."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject

# Nothing yet, or still at it: what a caller goes on waiting for.
_HARMLESS = ("unknown", "processing")


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    method = subject.methods.get("get_status")
    line = method.lineno if method else 1
    for kind, said in (("empty", "an empty buffer"), ("prose", "a text without any mark")):
        for state in subject.seen.states(kind):
            if state["status"] not in _HARMLESS:
                sentence = f"get_status calls {said} {state['status']}"
                yield Spot(subject.path, line, sentence, "return TerminalStatus.UNKNOWN")


CHECK = Check(
    "CAO704",
    "unknown-text",
    "What holds no mark is UNKNOWN.",
    "ERROR aborts a handoff, and IDLE sends the next task into a terminal that is not ready.",
    _find,
)
