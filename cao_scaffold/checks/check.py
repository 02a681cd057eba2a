"""What a check is, and what it finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

Facts = TypeVar("Facts")


class Spot(NamedTuple):
    """Where a contract is broken: `file` relative to the package, `line` from 1, 0 for all of it.

    `hint` is the change that mends it.
    """

    file: str
    line: int
    sentence: str
    hint: str


class Finding(NamedTuple):
    """A spot, and the code of the check that found it."""

    file: str
    line: int
    code: str
    sentence: str
    hint: str


@dataclass(frozen=True)
class Check(Generic[Facts]):
    """One contract: `sentence` says it, `reason` says what the server does to who breaks it."""

    code: str
    name: str
    sentence: str
    reason: str
    find: Callable[[Facts], Iterable[Spot]]

    def run(self, facts: Facts) -> tuple[Finding, ...]:
        """Return what breaks the contract, each thing once."""
        spots = dict.fromkeys(self.find(facts))
        return tuple(
            Finding(spot.file, spot.line, self.code, spot.sentence, spot.hint) for spot in spots
        )
