"""An item of a dict literal."""

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
class DictItem:
    """`key: value` in the dict that is assigned to `target`; both are source text.

    It goes before the key `before` and its comments, else, with `sort`, in the order of the
    keys, else last.
    """

    target: str
    key: str
    value: str
    before: str = ""
    sort: bool = False

    @property
    def entry(self) -> str:
        """The item as `add` writes it, without its comma."""
        return f"{self.key}: {self.value}"

    def find(self, text: str | None) -> str | None:
        """Return the item with this key as it stands."""
        container = self._container(text)
        item = container.find(normalised(self.key))
        return container.text(item) if item else None

    def add(self, text: str | None) -> str:
        """Return the text with the item."""
        container = self._container(text)
        key = normalised(self.key)
        if container.find(key):
            return text or ""
        keys = [item.key for item in container.items]
        position = position_of(keys, key, before=self.before, sort=self.sort)
        return insert(container, self.entry, position=position)

    def remove(self, text: str) -> str:
        """Return the text without the item of this key."""
        container = self._container(text)
        item = container.find(normalised(self.key))
        return without(container, item) if item else text

    def _container(self, text: str | None) -> Container:
        source = read_source(text)
        return read_container(source, find_assignment(source, self.target))
