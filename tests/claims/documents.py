"""What a Markdown document is made of: its blocks of code, code spans, tables and passages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARK = re.compile(r"<!-- not run: (?P<reason>[^>]+) -->\s*$")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class Block(NamedTuple):
    """A fenced block; `mark` is the reason why it is not run, "" where it is. Lines from 1."""

    language: str
    text: str
    line: int
    mark: str


class Passage(NamedTuple):
    """A paragraph, item, heading or row of a table, as one line without its markup."""

    text: str
    line: int
    heading: str
    kind: str = "paragraph_open"  # markdown-it's name of what opened it


class Span(NamedTuple):
    """What stands between backticks, and the passage that it stands in."""

    text: str
    passage: Passage


class Table(NamedTuple):
    """A table's cells, without their markup, and the heading that it stands under."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    line: int
    heading: str


@dataclass(frozen=True)
class Document:
    """One Markdown file; `name` is how findings call it."""

    name: str
    text: str

    @classmethod
    def read(cls, path: Path, root: Path) -> "Document":
        """Read the file, and name it from `root`."""
        return cls(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The fenced blocks, in order."""
        lines = self._body.split("\n")
        return tuple(
            Block(
                (token.info.split() or [""])[0],
                token.content,
                token.map[0] + 1,
                _mark(lines, token.map[0]),
            )
            for token in self._tokens
            if token.type == "fence" and token.map
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The text, a passage for each paragraph, item, heading and row of a table."""
        return tuple(passage for passage, _ in self._inline())

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The code spans, in order."""
        return tuple(Span(text, passage) for passage, spans in self._inline() for text in spans)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(self._each_table())

    @cached_property
    def _body(self) -> str:
        """The text with its front matter blank, so that lines keep their numbers."""
        return _FRONT_MATTER.sub(lambda front: "\n" * front.group().count("\n"), self.text)

    @cached_property
    def _tokens(self) -> list[Token]:
        return MarkdownIt("commonmark").enable("table").parse(self._body)

    def _inline(self) -> Iterator[tuple[Passage, Sequence[str]]]:
        heading, opened = "", "paragraph_open"
        row: list[Token] | None = None
        line = 0
        for token in self._tokens:
            line = token.map[0] + 1 if token.map else line
            if token.type == "tr_open":
                row = []
            elif token.type == "tr_close" and row is not None:
                cells = " | ".join(_plain(cell) for cell in row)
                spans = [span for cell in row for span in _spans(cell)]
                yield Passage(cells, line, heading, "tr_open"), spans
                row = None
            elif token.type == "inline" and row is not None:
                row.append(token)
            elif token.type == "inline":
                heading = _plain(token) if opened == "heading_open" else heading
                yield Passage(_plain(token), line, heading, opened), _spans(token)
            elif token.nesting == 1:
                opened = token.type

    def _each_table(self) -> Iterator[Table]:
        heading = last = ""
        rows: list[tuple[str, ...]] = []
        line = 0
        for token in self._tokens:
            if token.type == "table_open" and token.map:
                rows, line = [], token.map[0] + 1
            elif token.type == "tr_open":
                rows.append(())
            elif token.type == "inline" and last in ("th_open", "td_open"):
                rows[-1] = (*rows[-1], _plain(token))
            elif token.type == "inline" and last == "heading_open":
                heading = _plain(token)
            elif token.type == "table_close":
                yield Table(rows[0], tuple(rows[1:]), line, heading)
            last = token.type


def _mark(lines: Sequence[str], fence: int) -> str:
    """Return the reason of a mark in the comments right above the fence."""
    above = fence - 1
    while above >= 0 and lines[above].lstrip().startswith("<!--"):
        found = _MARK.search(lines[above])
        if found:
            return found["reason"]
        above -= 1
    return ""


def _plain(token: Token) -> str:
    words = (" " if child.type == "softbreak" else child.content for child in token.children or ())
    return "".join(words)


def _spans(token: Token) -> list[str]:
    return [child.content for child in token.children or () if child.type == "code_inline"]
