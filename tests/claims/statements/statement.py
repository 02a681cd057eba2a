"""A statement about CAO: what is true, how the contrary reads, and how it is measured."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.claims.documents import Document
from tests.claims.findings import Finding
from tests.claims.releases import Release


class Statement(NamedTuple):
    """`holds` measures it on a release; `denied` finds text that says the contrary.

    `said` finds the truth in our own skill: a statement that nobody is told is not worth a
    measurement. `since` is the first release on which it holds, "" for all.
    """

    name: str
    truth: str
    denied: str
    said: str
    holds: Callable[[Release], bool]
    since: str = ""


def denials(statement: Statement, document: Document, release: Release) -> Iterator[Finding]:
    """Yield each place in `document` that denies what is true on `release`."""
    pattern = re.compile(statement.denied, re.IGNORECASE)
    found = [(line, text) for line, text in _lines(document) if pattern.search(text)]
    if found and statement.holds(release):
        for line, text in found:
            yield Finding(
                document.name, line, statement.name, text, statement.truth, release.version
            )


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    """Yield each passage whole, and each line of a block."""
    for passage in document.passages:
        yield passage.line, passage.text
    for block in document.blocks:
        for offset, line in enumerate(block.text.split("\n"), start=1):
            yield block.line + offset, line.strip()
