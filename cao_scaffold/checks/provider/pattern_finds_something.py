"""A pattern that finds the empty text finds every row."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.exercise import compiled_patterns
from cao_scaffold.checks.provider.subject import Subject
from cao_scaffold.provider.patterns import finds_nothing


def _find(subject: Subject) -> Iterator[Spot]:
    for node, pattern, flags in compiled_patterns(subject):
        if pattern and finds_nothing(pattern, flags):
            sentence = f"the pattern finds the empty text, so every row: {pattern}"
            yield Spot(subject.path, node.lineno, sentence, "name something that must be there")


CHECK = Check(
    "CAO611",
    "pattern-finds-something",
    "No pattern matches the empty text.",
    "The state that it stands for is seen everywhere.",
    _find,
)
