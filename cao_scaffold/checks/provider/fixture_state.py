"""A fixture that is named after a state shows that state."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    for state in subject.seen.states("fixture"):
        if state["status"] != state["wanted"]:
            sentence = f"get_status reads {state['status']} from it, not {state['wanted']}"
            yield Spot(state["file"], 0, sentence, "mend the pattern, or record the fixture again")


CHECK = Check(
    "CAO705",
    "fixture-state",
    "Each fixture is read as the state in its name.",
    "A state that is misread in a recording is misread in a terminal.",
    _find,
)
