"""How the lines of a text end: `\\n` while it is edited, and as they were when it is written."""

from typing import NamedTuple


class MixedNewlinesError(ValueError):
    """Some lines end with `\\r\\n` and some with `\\n`: no edit could keep all of them."""


class Lines(NamedTuple):
    """A text with `\\n` ends, and the end that its lines have in the file."""

    text: str
    newline: str

    def restored(self, edited: str) -> str:
        """Return `edited` with the file's own ends."""
        return edited.replace("\n", self.newline)


def read_lines(text: str) -> Lines:
    """Return `text` with `\\n` ends; raise MixedNewlinesError where they differ."""
    windows, all_ends = text.count("\r\n"), text.count("\n")
    if windows not in (0, all_ends):
        raise MixedNewlinesError("some lines end with \\r\\n, others with \\n")
    return Lines(text.replace("\r\n", "\n"), "\r\n" if windows else "\n")
