"""The files of a tree while points edit them: texts with `\\n` ends, and what becomes of them."""

import ast
import re

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold.edit.newlines import MixedNewlinesError, read_lines
from cao_scaffold.edit.plan import Change
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.checkout import Checkout

_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


class Pages:
    """Each file that is read through it, as it is and as it shall be."""

    def __init__(self, checkout: Checkout) -> None:
        self._checkout = checkout
        self._edited: dict[str, str | None] = {}

    def text(self, path: str) -> str | None:
        """Return the text as it now is, None where there is no file.

        Raises ScaffoldError for a file with a merge conflict or with mixed line ends.
        """
        if path in self._edited:
            return self._edited[path]
        text = self._checkout.text(path)
        if text is None:
            return None
        place = self._checkout.root / path
        if _CONFLICT.search(text):
            raise ScaffoldError(f"{place} has a merge conflict", hint="resolve it first")
        try:
            return read_lines(text).text
        except MixedNewlinesError as problem:
            raise ScaffoldError(f"{place}: {problem}", hint="give all its lines one end") from None

    def write(self, path: str, text: str | None) -> None:
        """Let the file become `text`, None: no file."""
        self._edited[path] = text

    def changes(self) -> tuple[Change, ...]:
        """Return what differs from the tree, by path; raise ScaffoldError for a broken file."""
        made = []
        for path, edited in sorted(self._edited.items()):
            before = self._checkout.text(path)
            after = (
                edited if edited is None or before is None else read_lines(before).restored(edited)
            )
            if after != before:
                if before is None or not path.endswith(".py"):
                    # Each edit of Python was parsed when it was proved.
                    _check(path, edited)
                made.append(Change(path, encoded(before), encoded(after)))
        return tuple(made)


def encoded(text: str | None) -> bytes | None:
    """Return the bytes of `text`, None for no file."""
    return None if text is None else text.encode("utf-8")


def _check(path: str, text: str | None) -> None:
    """Raise ScaffoldError unless `text` parses as what its name says it is."""
    try:
        if text is not None and path.endswith(".py"):
            ast.parse(text)
        elif text is not None and path.endswith(".toml"):
            tomlkit.parse(text)
    except (SyntaxError, ValueError, TOMLKitError) as problem:
        raise ScaffoldError(f"{path} would not parse any more: {problem}") from problem
