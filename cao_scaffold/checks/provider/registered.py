"""A provider that some table lacks is half known."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    for point, path, reason in subject.missing:
        yield Spot(
            path,
            0,
            f"{subject.names.value} is not known here (point {point}): {reason}",
            f"cao-scaffold provider {subject.names.value} --only {point}",
        )


CHECK = Check(
    "CAO609",
    "registered",
    "The provider is known at every point that this CAO offers.",
    "Each point has its own effect; `cao-scaffold list points` says which.",
    _find,
)
