"""A literal with items between brackets, and where an item goes in it."""

import ast
import re
from collections.abc import Sequence
from typing import NamedTuple

from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.source import Source, Span

_COMMENT = re.compile(rb"[ \t]*#")
# What follows an item: a comma, a comment, or the bracket that closes the literal.
_ENDS = re.compile(rb"\s*(.)")
_COMMA = re.compile(rb"\s*,")


class Item(NamedTuple):
    """One item: its key as `ast.unparse` writes it, and its source without the comma."""

    key: str
    span: Span


class Container(NamedTuple):
    """The inside of a literal, and its items in order."""

    source: Source
    inside: Span
    items: tuple[Item, ...]

    @property
    def is_on_one_line(self) -> bool:
        """Whether both brackets, and so all items, stand on one line."""
        source = self.source
        return source.line_start(self.inside.start) == source.line_start(self.inside.end)

    def find(self, key: str) -> Item | None:
        """Return the item with `key`; raise Misplaced where there are several."""
        found = [item for item in self.items if item.key == key]
        if len(found) > 1:
            raise Misplaced(f"{len(found)} items {key}")
        return found[0] if found else None

    def text(self, item: Item) -> str:
        """Return the source of `item`, later lines without the indentation of the first."""
        indent = self.source.indent(item.span.start)
        return self.source.text(item.span).replace(f"\n{indent}", "\n")

    def comma(self, item: Item) -> int | None:
        """Return the offset behind the comma of `item`, None where it has none."""
        found = _COMMA.match(self.source.content, item.span.end)
        return found.end() if found else None

    def comments_above(self, item: Item) -> int:
        """Return where the comment lines directly above `item` begin; else its own line."""
        source = self.source
        start = source.line_start(item.span.start)
        while (above := source.line_start(start - 1)) > self.inside.start:
            if not _COMMENT.match(source.content, above):
                break
            start = above
        return start


def read_container(source: Source, value: ast.expr) -> Container:
    """Return the literal that `value` is, or that it wraps in a call: `frozenset({...})`."""
    if isinstance(value, ast.Call) and len(value.args) == 1 and not value.keywords:
        return read_container(source, value.args[0])
    items: list[Item] = []
    if isinstance(value, ast.Dict):
        for key, each in zip(value.keys, value.values, strict=True):
            if key is not None:
                span = Span(source.span(key).start, source.span(each).end)
                items.append(Item(ast.unparse(key), span))
    elif isinstance(value, ast.Set | ast.List | ast.Tuple):
        items = [Item(ast.unparse(each), source.span(each)) for each in value.elts]
    else:
        raise Misplaced(f"no literal, but {ast.unparse(value)[:40]}")
    whole = source.span(value)
    for item in items:
        found = _ENDS.match(source.content, item.span.end)
        if found and found[1] not in (b",", b"#") and found.start(1) != whole.end - 1:
            raise Misplaced(f"an item in parentheses: {item.key[:40]}")
    return Container(source, Span(whole.start + 1, whole.end - 1), tuple(items))


def normalised(expression: str) -> str:
    """Return source text as `ast.unparse` writes it."""
    return ast.unparse(ast.parse(expression, mode="eval"))


def position_of(keys: Sequence[str], key: str, *, before: str, sort: bool) -> int:
    """Return the index at which `key` goes among `keys`: sorted, before one, or at the end."""
    if sort:
        return next((index for index, each in enumerate(keys) if each > key), len(keys))
    wanted = normalised(before) if before else ""
    return keys.index(wanted) if wanted in keys else len(keys)
