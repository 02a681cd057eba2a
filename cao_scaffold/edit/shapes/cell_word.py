"""A word in a list joined by commas, in a cell of a Markdown table."""

import re
from dataclasses import dataclass

from cao_scaffold.edit.shapes.shape import Misplaced


@dataclass(frozen=True)
class CellWord:
    """`word`, last in the second cell of the one row that begins with `row`.

    `row` is the text of the row's first cell, Markdown and all, or its beginning.
    """

    row: str
    word: str

    @property
    def entry(self) -> str:
        """The word as `add` writes it."""
        return self.word

    def find(self, text: str | None) -> str | None:
        """Return the word, where the cell has it."""
        line = self._line((text or "").split("\n"))
        return self.word if self.word in _words((text or "").split("\n")[line]) else None

    def add(self, text: str | None) -> str:
        """Return the text with the word."""
        lines = (text or "").split("\n")
        number = self._line(lines)
        words = _words(lines[number])
        return _replaced(lines, number, words if self.word in words else [*words, self.word])

    def remove(self, text: str) -> str:
        """Return the text without the word."""
        lines = text.split("\n")
        number = self._line(lines)
        return _replaced(lines, number, [w for w in _words(lines[number]) if w != self.word])

    def _line(self, lines: list[str]) -> int:
        found = [n for n, line in enumerate(lines) if line.lstrip().startswith(f"| {self.row}")]
        if len(found) != 1:
            raise Misplaced(f"{len(found)} rows that begin with | {self.row}")
        return found[0]


def _words(line: str) -> list[str]:
    return line.split("|")[2].strip().split(", ")


def _replaced(lines: list[str], number: int, words: list[str]) -> str:
    cells = lines[number].split("|")
    cells[2] = re.sub(r"\S.*\S|\S", lambda _: ", ".join(words), cells[2], count=1)
    return "\n".join([*lines[:number], "|".join(cells), *lines[number + 1 :]])
