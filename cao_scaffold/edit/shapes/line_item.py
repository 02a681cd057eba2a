"""An item of a list that stands on one line of a file that is not Python."""

from dataclasses import dataclass

from cao_scaffold.edit.shapes.shape import Misplaced


@dataclass(frozen=True)
class LineItem:
    """`item`, last in the list on one line between the text `opening` and `]`."""

    opening: str
    item: str

    @property
    def entry(self) -> str:
        """The item as `add` writes it."""
        return self.item

    def find(self, text: str | None) -> str | None:
        """Return the item, where the list has it."""
        _, items, _ = self._parts(text)
        return self.item if self.item in items else None

    def add(self, text: str | None) -> str:
        """Return the text with the item."""
        head, items, tail = self._parts(text)
        if self.item in items:
            return text or ""
        return f"{head}{', '.join([*items, self.item])}{tail}"

    def remove(self, text: str) -> str:
        """Return the text without the item."""
        head, items, tail = self._parts(text)
        return f"{head}{', '.join(each for each in items if each != self.item)}{tail}"

    def _parts(self, text: str | None) -> tuple[str, list[str], str]:
        """Return the text before the list, its items, and the text behind it."""
        if text is None:
            raise Misplaced("there is no such file")
        if text.count(self.opening) != 1:
            raise Misplaced(f"{text.count(self.opening)} times {self.opening}")
        head, _, rest = text.partition(self.opening)
        inside, bracket, tail = rest.partition("]")
        if not bracket or "\n" in inside:
            raise Misplaced(f"no list on one line behind {self.opening}")
        return head + self.opening, inside.split(", ") if inside else [], bracket + tail
