"""An item of a Markdown list below a heading."""

import re
from dataclasses import dataclass

from cao_scaffold.edit.shapes.shape import Misplaced

_ITEM = re.compile(r"[-*] ")


@dataclass(frozen=True)
class Bullet:
    """`- text`, at the end of the first list below the nested `headings`, given with their #.

    `key` is what tells the item from others: a part of its text. Later lines of an item are
    indented. Where the last of the headings is missing, `add` writes it above the next heading
    of its parent's section, and `remove` takes it away with its last item.
    """

    headings: tuple[str, ...]
    key: str
    text: str

    @property
    def entry(self) -> str:
        """The item as `add` writes it."""
        return f"- {self.text}"

    def find(self, text: str | None) -> str | None:
        """Return the item that holds the key as it stands."""
        lines = _lines(text)
        section = self._section(lines, self.headings)
        found = self._item(lines, section) if section else None
        return "\n".join(lines[found.start : found.stop]) if found else None

    def add(self, text: str | None) -> str:
        """Return the text with the item."""
        if self.find(text) is not None:
            return text or ""
        lines = _lines(text)
        section = self._section(lines, self.headings)
        if section is None:
            return "\n".join(self._with_heading(lines))
        items = [number for number in section if _ITEM.match(lines[number])]
        if not items:
            added = ["", self.entry]
            place = section.start
        else:
            added = [self.entry]
            place = _end_of_item(lines, self._last_of_first_list(lines, items), section.stop)
        return "\n".join([*lines[:place], *added, *lines[place:]])

    def remove(self, text: str) -> str:
        """Return the text without the item that holds the key."""
        lines = _lines(text)
        section = self._section(lines, self.headings)
        found = self._item(lines, section) if section else None
        if not section or not found:
            return text
        kept = [*lines[: found.start], *lines[found.stop :]]
        rest = [line for line in lines[section.start : section.stop] if line.strip()]
        if len(rest) == found.stop - found.start and len(self.headings) > 1:
            kept = [*lines[: section.start - 1], *lines[section.stop :]]
        return "\n".join(kept)

    def _section(self, lines: list[str], headings: tuple[str, ...]) -> range | None:
        """Return the lines below the last of `headings`; None where it alone is missing."""
        section = range(len(lines))
        open_lines = _outside_fences(lines)
        for heading in headings:
            found = [n for n in section if n in open_lines and _is_heading(lines[n], heading)]
            if len(found) > 1:
                raise Misplaced(f"{len(found)} headings {heading}")
            number = found[0] if found else None
            if number is None:
                if heading == headings[-1] and len(headings) > 1:
                    return None
                raise Misplaced(f"no heading {heading}")
            section = range(number + 1, _end_of_section(lines, number, section.stop))
        return section

    def _with_heading(self, lines: list[str]) -> list[str]:
        parent = self._section(lines, self.headings[:-1])
        assert parent is not None
        level = len(self.headings[-1].split(" ")[0])
        place = next(
            (n for n in parent if _level(lines[n]) and _level(lines[n]) <= level), parent.stop
        )
        added = [self.headings[-1], "", self.entry, ""]
        return [*lines[:place], *added, *lines[place:]]

    def _item(self, lines: list[str], section: range) -> range | None:
        found = [
            item
            for start in section
            if _ITEM.match(lines[start])
            for item in [range(start, _end_of_item(lines, start, section.stop))]
            if self.key in "\n".join(lines[item.start : item.stop])
        ]
        if len(found) > 1:
            raise Misplaced(f"{len(found)} items with {self.key}")
        return found[0] if found else None

    def _last_of_first_list(self, lines: list[str], items: list[int]) -> int:
        last = items[0]
        for number in items[1:]:
            between = lines[last + 1 : number]
            if any(line and not line.startswith((" ", "\t")) for line in between):
                break
            last = number
        return last


def _lines(text: str | None) -> list[str]:
    if text is None:
        raise Misplaced("there is no such file")
    return text.split("\n")


def _outside_fences(lines: list[str]) -> frozenset[int]:
    """Return the numbers of the lines that are in no block of code."""
    is_open, found = True, set()
    for number, line in enumerate(lines):
        if line.lstrip().startswith(("```", "~~~")):
            is_open = not is_open
        elif is_open:
            found.add(number)
    return frozenset(found)


def _is_heading(line: str, heading: str) -> bool:
    """Tell whether `line` is `heading`; what follows a `]` of a version is not compared."""
    return line == heading or line.startswith(f"{heading} ")


def _level(line: str) -> int:
    found = re.match(r"(#+) ", line)
    return len(found[1]) if found else 0


def _end_of_section(lines: list[str], heading: int, stop: int) -> int:
    level = _level(lines[heading])
    below = range(heading + 1, stop)
    return next((n for n in below if 0 < _level(lines[n]) <= level), stop)


def _end_of_item(lines: list[str], start: int, stop: int) -> int:
    """Return the number of the line behind an item and its indented lines."""
    end = start + 1
    for number in range(start + 1, stop):
        line = lines[number]
        if line.startswith((" ", "\t")):
            end = number + 1
        elif line:
            break
    return end
