"""An element of a set, list or tuple literal, also of one that a call wraps."""

from dataclasses import dataclass

from cao_scaffold.edit.shapes.container import (
    Container,
    normalised,
    position_of,
    read_container,
)
from cao_scaffold.edit.shapes.placing import insert, without
from cao_scaffold.edit.source import find_assignment, read_source


@dataclass(frozen=True)
class Element:
    """`item`, which is source text, in the literal that is assigned to `target`.

    It goes before the element `before` and its comments, else, with `sort`, in order, else last.
    """

    target: str
    item: str
    before: str = ""
    sort: bool = False

    @property
    def entry(self) -> str:
        """The element as `add` writes it, without its comma."""
        return self.item

    def find(self, text: str | None) -> str | None:
        """Return the element as it stands."""
        container = self._container(text)
        item = container.find(normalised(self.item))
        return container.text(item) if item else None

    def add(self, text: str | None) -> str:
        """Return the text with the element."""
        container = self._container(text)
        key = normalised(self.item)
        if container.find(key):
            return text or ""
        keys = [item.key for item in container.items]
        position = position_of(keys, key, before=self.before, sort=self.sort)
        return insert(container, self.entry, position=position)

    def remove(self, text: str) -> str:
        """Return the text without the element."""
        container = self._container(text)
        item = container.find(normalised(self.item))
        return without(container, item) if item else text

    def _container(self, text: str | None) -> Container:
        source = read_source(text)
        return read_container(source, find_assignment(source, self.target))
