"""A provider must come to life in this very CAO."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    result = subject.seen.result
    line = subject.provider.lineno if subject.provider else 1
    if result["error"]:
        sentence = f"the provider manager cannot construct it: {result['error']}"
        yield Spot(subject.path, line, sentence, "take only what this CAO has, and what it passes")
    for name in result.get("abstract", ()):
        yield Spot(
            subject.path, line, f"{name} is missing", f"write {name}, as BaseProvider has it"
        )


CHECK = Check(
    "CAO701",
    "loads",
    "CAO's provider manager constructs the provider.",
    "Creating a terminal ends with an error.",
    _find,
)
