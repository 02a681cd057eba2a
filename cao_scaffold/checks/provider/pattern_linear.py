"""A pattern that takes more than linear time stops the server on one long row."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject
from cao_scaffold.provider.patterns import pattern_problems

# Twice the text took more than this much longer: measured, not only suspected.
_GROWTH = 2.8


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    for measured in subject.seen.result.get("patterns", ()):
        if measured["growth"] > _GROWTH:
            problem = pattern_problems(measured["pattern"])[0]
            sentence = (
                f"twice the text takes the pattern {measured['growth']:.1f} times as long: "
                f"{problem.part}"
            )
            advice = f"write {problem.safe_form}" if problem.safe_form else "bound its repeats"
            yield Spot(subject.path, measured["line"], sentence, advice)


CHECK = Check(
    "CAO711",
    "pattern-linear",
    "Every pattern takes linear time.",
    "get_status runs on the server's event loop at every burst of output.",
    _find,
)
