"""The base class must hear of a dispatched message: it tells idle from completed."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject

_NAME = "mark_input_received"


def _find(subject: Subject) -> Iterator[Spot]:
    method = subject.methods.get(_NAME)
    if method and f"super().{_NAME}(" not in subject.text:
        sentence = f"{_NAME} does not call BaseProvider's"
        yield Spot(subject.path, method.lineno, sentence, f"super().{_NAME}()")


CHECK = Check(
    "CAO606",
    "input-counted",
    "BaseProvider hears of every message that is sent.",
    "On a backend with states of its own a finished turn reads as idle for ever.",
    _find,
)
