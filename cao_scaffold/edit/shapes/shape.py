"""What every shape can do: find its entry in a text, add it, take it away."""

from typing import Protocol


class Misplaced(Exception):
    """The text has no place for the entry; the message says what was looked for."""


class Shape(Protocol):
    """One entry, and the place in a text where it belongs. Text in, text out.

    Texts use `\\n`; None is a file that does not exist. Laws, for every text with the place:
    `remove(add(text)) == text`, `add(add(text)) == add(text)`, `find(add(text)) == entry`,
    and two entries of one kind that are added in the same order always stand in that order.
    Raises Misplaced where the place is not there, or is there more than once.
    """

    @property
    def entry(self) -> str:
        """The entry as `add` writes it."""

    def find(self, text: str | None) -> str | None:
        """Return the entry with this key as it stands, None where there is none."""

    def add(self, text: str | None) -> str:
        """Return the text with the entry; unchanged where the key is there already."""

    def remove(self, text: str) -> str | None:
        """Return the text without the entry of this key, whatever it says; None: no file."""
