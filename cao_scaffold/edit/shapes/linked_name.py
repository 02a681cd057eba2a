"""A link in a list of links that a sentence holds: `[A](a.md), [B](b.md), and [C](c.md)`."""

import re
from dataclasses import dataclass

from cao_scaffold.edit.shapes.shape import Misplaced

_LINK = re.compile(r"\[[^\]]+\]\([^)]+\)")


@dataclass(frozen=True)
class LinkedName:
    """`[name](page)`, on a line of its own above the last pair that `joiner` joins.

    The list is the one paragraph with three links or more of which two are joined by `joiner`
    ("or", "and").
    """

    joiner: str
    name: str
    page: str

    @property
    def entry(self) -> str:
        """The link as `add` writes it."""
        return f"[{self.name}]({self.page}),"

    def find(self, text: str | None) -> str | None:
        """Return the link and its comma, where it has a line of its own; else the link."""
        lines = _lines(text)
        number = self._line(lines)
        if number is None:
            return None
        line = lines[number].strip()
        return line if line == self.entry else f"[{self.name}]({self.page})"

    def add(self, text: str | None) -> str:
        """Return the text with the link."""
        lines = _lines(text)
        if self._line(lines) is not None:
            return text or ""
        place = self._joined(lines, self._paragraph(lines))
        indent = re.match(r"\s*", lines[place])
        line = f"{indent[0] if indent else ''}{self.entry}"
        return "\n".join([*lines[:place], line, *lines[place:]])

    def remove(self, text: str) -> str:
        """Return the text without the link, which has a line of its own."""
        lines = _lines(text)
        number = self._line(lines)
        if number is None:
            return text
        if lines[number].strip() != self.entry:
            raise Misplaced(f"[{self.name}]({self.page}) shares its line with other words")
        return "\n".join([*lines[:number], *lines[number + 1 :]])

    def _line(self, lines: list[str]) -> int | None:
        link = f"]({self.page})"
        return next((n for n in self._paragraph(lines) if link in lines[n]), None)

    def _paragraph(self, lines: list[str]) -> range:
        found = []
        start = 0
        for end in (*(n for n, line in enumerate(lines) if not line.strip()), len(lines)):
            block = range(start, end)
            for item in _items(lines, block):
                words = "\n".join(lines[item.start : item.stop])
                joined = re.search(rf"\),\s+{self.joiner}\s+\[", words)
                if joined and len(_LINK.findall(words)) > 2:
                    found.append(item)
            start = end + 1
        if len(found) != 1:
            raise Misplaced(f"{len(found)} lists of links joined by {self.joiner!r}")
        return found[0]

    def _joined(self, lines: list[str], paragraph: range) -> int:
        """Return the line of the last link before the joiner."""
        for number in paragraph:
            rest = "\n".join(lines[number : paragraph.stop])
            found = re.match(rf"\s*{_LINK.pattern},\s+{self.joiner}\s+\[", rest)
            if found:
                return number
        raise Misplaced(f"no line begins with the link before {self.joiner!r}")


def _items(lines: list[str], block: range) -> list[range]:
    """Return the list items of a block of lines, each a paragraph; else the block itself."""
    starts = [n for n in block if re.match(r"\s*[-*] ", lines[n])] or [block.start]
    stops = [*starts[1:], block.stop]
    return [range(start, stop) for start, stop in zip(starts, stops, strict=True)]


def _lines(text: str | None) -> list[str]:
    if text is None:
        raise Misplaced("there is no such file")
    return text.split("\n")
