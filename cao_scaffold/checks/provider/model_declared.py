"""Whether a requested model is honoured is each provider's own statement."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    if subject.facts.honors_model and subject.seen.result.get("own_honors_model") is False:
        line = subject.provider.lineno if subject.provider else 1
        sentence = "the class does not say whether it honours a requested model"
        yield Spot(subject.path, line, sentence, "write the classmethod honors_model")


CHECK = Check(
    "CAO703",
    "model-declared",
    "The class itself has honors_model, where this CAO asks for it.",
    "A test of CAO fails, and the launch reports that the model was ignored.",
    _find,
)
