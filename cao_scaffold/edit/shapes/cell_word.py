"""A word in a list joined by commas, in a cell of a Markdown table."""

import re
from dataclasses import dataclass

from cao_scaffold.edit.shapes.shape import Misplaced


@dataclass(frozen=True)
class CellWord:
    """`word`, last in the second cell of the one row that begins with `row`.

    `row` is the text of the row's first cell, Markdown and all, or its beginning. The word may
    stand in one of the rows `others` too.
    """

    row: str
    word: str
    others: tuple[str, ...] = ()

    @property
    def entry(self) -> str:
        """The word as `add` writes it."""
        return self.word

    def find(self, text: str | None) -> str | None:
        """Return the word, where the cell has it."""
        lines = (text or "").split("\n")
        return None if self._place(lines) is None else self.word

    def add(self, text: str | None) -> str:
        """Return the text with the word."""
        lines = (text or "").split("\n")
        if self._place(lines) is not None:
            return text or ""
        number = _line(lines, self.row)
        return _replaced(lines, number, [*_words(lines[number]), self.word])

    def remove(self, text: str) -> str:
        """Return the text without the word."""
        lines = text.split("\n")
        number = self._place(lines)
        if number is None:
            return text
        return _replaced(lines, number, [w for w in _words(lines[number]) if w != self.word])

    def _place(self, lines: list[str]) -> int | None:
        """Return the number of the line that has the word."""
        numbers = (_line(lines, row) for row in (self.row, *self.others))
        return next((number for number in numbers if self.word in _words(lines[number])), None)


def _line(lines: list[str], row: str) -> int:
    found = [n for n, line in enumerate(lines) if line.lstrip().startswith(f"| {row}")]
    if len(found) != 1:
        raise Misplaced(f"{len(found)} rows that begin with | {row}")
    return found[0]


def _words(line: str) -> list[str]:
    return line.split("|")[2].strip().split(", ")


def _replaced(lines: list[str], number: int, words: list[str]) -> str:
    cells = lines[number].split("|")
    cells[2] = re.sub(r"\S.*\S|\S", lambda _: ", ".join(words), cells[2], count=1)
    return "\n".join([*lines[:number], "|".join(cells), *lines[number + 1 :]])
