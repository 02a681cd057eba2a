"""A row of a Markdown table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cao_scaffold.edit.shapes.shape import Misplaced

_CELL = re.compile(r"(?<!\\)\|")


class _Table(NamedTuple):
    """The lines of a text, and the numbers of the lines that are rows of the one table."""

    lines: list[str]
    rows: range


@dataclass(frozen=True)
class TableRow:
    """A row with `cells` in the one table whose head begins with the cells `header`.

    A row is told by its first cell, compared without Markdown's emphasis, code and link; or by
    the text `key`, which no other row holds. It goes last, and has as many cells as the head.
    """

    header: tuple[str, ...]
    cells: tuple[str, ...]
    key: str = ""

    @property
    def entry(self) -> str:
        """The row as `add` writes it."""
        return f"| {' | '.join(self.cells)} |"

    def find(self, text: str | None) -> str | None:
        """Return the row of this key as it stands."""
        table = self._table(text)
        number = self._row(table)
        return None if number is None else table.lines[number]

    def add(self, text: str | None) -> str:
        """Return the text with the row."""
        table = self._table(text)
        if self._row(table) is not None:
            return text or ""
        place = table.rows.stop
        return "\n".join([*table.lines[:place], self.entry, *table.lines[place:]])

    def remove(self, text: str) -> str:
        """Return the text without the row of this key."""
        table = self._table(text)
        number = self._row(table)
        if number is None:
            return text
        return "\n".join([*table.lines[:number], *table.lines[number + 1 :]])

    def _row(self, table: _Table) -> int | None:
        """Return the number of the line with the row."""
        wanted = _plain(self.cells[0])
        found = [
            number
            for number in table.rows
            for line in [table.lines[number]]
            if (self.key in line if self.key else _key(line) == wanted)
        ]
        if len(found) > 1:
            raise Misplaced(f"{len(found)} rows of {self.key or wanted}")
        return found[0] if found else None

    def _table(self, text: str | None) -> _Table:
        if text is None:
            raise Misplaced("there is no such file")
        lines = text.split("\n")
        wanted = [_plain(cell) for cell in self.header]
        heads = [
            number
            for number, line in enumerate(lines)
            if line.startswith("|") and [_plain(c) for c in _cells(line)][: len(wanted)] == wanted
        ]
        if len(heads) != 1:
            raise Misplaced(f"{len(heads)} tables with the head | {' | '.join(self.header)} |")
        if len(_cells(lines[heads[0]])) != len(self.cells):
            raise Misplaced(f"a table with {len(_cells(lines[heads[0]]))} columns")
        stop = start = heads[0] + 2
        while stop < len(lines) and lines[stop].startswith("|"):
            stop += 1
        return _Table(lines, range(start, stop))


def _cells(line: str) -> Sequence[str]:
    return [cell.strip() for cell in _CELL.split(line.strip())[1:-1]]


def _key(line: str) -> str:
    """Return the words of a row's first cell."""
    return _plain(next(iter(_cells(line)), ""))


def _plain(cell: str) -> str:
    """Return the words of a cell: `**[Name](page.md)**` is `Name`."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", cell).strip(" *`_")
