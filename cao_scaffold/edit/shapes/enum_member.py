"""A member of an enum class."""

import ast
import re
from dataclasses import dataclass

from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.source import Source, Span, find_definition, read_source


@dataclass(frozen=True)
class EnumMember:
    """`NAME = "value"` in the class `enum`: before `before` and its comments, or last."""

    enum: str
    name: str
    value: str
    before: str = ""

    @property
    def entry(self) -> str:
        """The member as `add` writes it."""
        return f'{self.name} = "{self.value}"'

    def find(self, text: str | None) -> str | None:
        """Return the member of this name as it stands."""
        source = read_source(text)
        node = self._members(source).get(self.name)
        return source.text(source.span(node)) if node else None

    def add(self, text: str | None) -> str:
        """Return the text with the member."""
        source = read_source(text)
        members = self._members(source)
        if self.name in members:
            return text or ""
        last = source.span(list(members.values())[-1])
        line = f"{source.indent(last.start)}{self.entry}"
        if self.before in members:
            start = _comments_above(source, source.span(members[self.before]).start)
            return source.spliced(Span(start, start), f"{line}\n")
        end = source.line_end(last.end)
        return source.spliced(Span(end, end), f"\n{line}")

    def remove(self, text: str) -> str:
        """Return the text without the member of this name."""
        source = read_source(text)
        node = self._members(source).get(self.name)
        if node is None:
            return text
        span = source.span(node)
        return source.spliced(
            Span(source.line_start(span.start), source.line_end(span.end) + 1), ""
        )

    def _members(self, source: Source) -> dict[str, ast.Assign]:
        found = {
            node.targets[0].id: node
            for node in find_definition(source, self.enum.split(".")).body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        }
        if not found:
            raise Misplaced(f"no member in {self.enum}")
        return found


def _comments_above(source: Source, offset: int) -> int:
    start = source.line_start(offset)
    while start and re.match(rb"[ \t]*#", source.content[source.line_start(start - 1) :]):
        start = source.line_start(start - 1)
    return start
