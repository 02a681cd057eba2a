"""A file of its own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class NewFile:
    """The whole text of a file."""

    content: str

    @property
    def entry(self) -> str:
        """The text of the file."""
        return self.content

    def find(self, text: str | None) -> str | None:
        """Return the file as it stands."""
        return text

    def add(self, text: str | None) -> str:
        """Return the file, as it stands where there is one."""
        return self.content if text is None else text

    def remove(self, text: str) -> None:
        """Return no file."""
