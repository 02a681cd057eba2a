"""An element of a set, list or tuple literal, also of one that a call wraps."""

from dataclasses import dataclass

from cao_scaffold.edit.shapes.container import (
    Container,
    Item,
    normalised,
    position_of,
    read_container,
)
from cao_scaffold.edit.shapes.placing import insert, without
from cao_scaffold.edit.source import find_literal, read_source


@dataclass(frozen=True)
class Element:
    """`item`, which is source text, in the literal at `target` (see `source.find_literal`).

    It goes before the element `before` and its comments, else, with `sort`, in order, else last.
    `key` is what other elements of the same thing hold too, as `ast.unparse` writes it; "" for
    the item itself. `remove` takes all of them.
    """

    target: str
    item: str
    key: str = ""
    before: str = ""
    sort: bool = False

    @property
    def entry(self) -> str:
        """The element as `add` writes it, without its comma."""
        return self.item

    def find(self, text: str | None) -> str | None:
        """Return the element as it stands, each on lines of its own where there are several."""
        container = self._container(text)
        found = self._found(container)
        return "\n".join(container.text(item) for item in found) if found else None

    def add(self, text: str | None) -> str:
        """Return the text with the element."""
        container = self._container(text)
        if self._found(container):
            return text or ""
        keys = [item.key for item in container.items]
        follower = next((key for key in keys if self.before and self.before in key), "")
        position = position_of(keys, normalised(self.item), before=follower, sort=self.sort)
        return insert(container, self.entry, position=position)

    def remove(self, text: str) -> str:
        """Return the text without the element."""
        while found := self._found(container := self._container(text)):
            text = without(container, found[-1])
        return text

    def _found(self, container: Container) -> list[Item]:
        if self.key:
            return [item for item in container.items if self.key in item.key]
        item = container.find(normalised(self.item))
        return [item] if item else []

    def _container(self, text: str | None) -> Container:
        source = read_source(text)
        return read_container(source, find_literal(source, self.target))
