"""What a terminal showed before the last turn ended is history."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    method = subject.methods.get("get_status")
    line = method.lineno if method else 1
    for state in subject.seen.states("sequence"):
        if state["status"] not in (state["wanted"], "idle"):
            older = state["file"].rsplit("/", 1)[-1]
            sentence = f"a finished turn below {older} reads as {state['status']}"
            yield Spot(subject.path, line, sentence, "let the lowest mark on the screen win")


CHECK = Check(
    "CAO706",
    "newest-mark",
    "The newest mark wins.",
    "An answered question, or an error of an earlier turn, blocks the terminal for ever.",
    _find,
)
