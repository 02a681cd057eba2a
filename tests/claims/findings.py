"""A false statement: where it stands, what it says, and what is true instead."""

from typing import NamedTuple


class Finding(NamedTuple):
    """One statement that does not hold on `release`; `rule` is the name of what found it."""

    document: str
    line: int
    rule: str
    said: str
    truth: str
    release: str

    def __str__(self) -> str:
        return (
            f"{self.document}:{self.line}: {self.rule}: {self.said!r}: {self.truth}"
            f" (CAO {self.release})"
        )
