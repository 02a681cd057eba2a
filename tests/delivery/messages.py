"""Texts that can be told apart, and what became of them."""

import re
from collections import Counter
from collections.abc import Iterable

_MARK = re.compile(r"<([\w-]+) (\d+)>")

Mark = tuple[str, int]


def texts(session: str, count: int, *, size: int = 0) -> tuple[str, ...]:
    """Return `count` texts with a mark of their own, and `size` characters more."""
    return tuple(f"<{session} {number}> {'x' * size}" for number in range(count))


def marks(texts: Iterable[str]) -> list[Mark]:
    """Return the marks in `texts`, in their order."""
    return [(session, int(number)) for text in texts for session, number in _MARK.findall(text)]


def by_session(marks: Iterable[Mark]) -> dict[str, list[int]]:
    """Return the numbers of each session, in their order."""
    found: dict[str, list[int]] = {}
    for session, number in marks:
        found.setdefault(session, []).append(number)
    return found


def once_in_order(count: int, *sessions: str) -> dict[str, list[int]]:
    """Return what `by_session` is where nothing was lost, doubled or overtaken."""
    return {session: list(range(count)) for session in sessions}


def repeated(marks: Iterable[Mark]) -> set[Mark]:
    """Return the marks that are there more than once."""
    return {mark for mark, count in Counter(marks).items() if count > 1}


def percentile(seconds: list[float], part: float) -> float:
    """Return the value that `part` of `seconds` do not exceed."""
    return sorted(seconds)[min(int(len(seconds) * part), len(seconds) - 1)]
