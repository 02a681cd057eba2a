"""A statement among others of its kind in a function, and the number of them."""

import ast
import re
import textwrap
from dataclasses import dataclass

from cao_scaffold.edit.layout import laid_out
from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.source import Source, Span, find_definition, read_source


@dataclass(frozen=True)
class Statement:
    """`text`, given on one line, below the last statement of `function` that matches `like`.

    `like` is a regular expression for a whole statement, as `ast.unparse` writes it. `key` is
    how a statement begins that is the same thing; "" for the whole of `text`. With `counted`,
    the function also holds `assert counted == N`: N grows and shrinks with it. A long line is
    laid out for a function whose body stands `indent` columns to the right.
    """

    function: str
    text: str
    like: str
    key: str = ""
    counted: str = ""
    indent: int = 0

    @property
    def entry(self) -> str:
        """The statement as `add` writes it."""
        return laid_out(self.text, indent=self.indent)

    def find(self, text: str | None) -> str | None:
        """Return the statement as it stands."""
        source = read_source(text)
        node = self._same(source)
        if node is None:
            return None
        span = source.span(node)
        return source.text(span).replace(f"\n{source.indent(span.start)}", "\n")

    def add(self, text: str | None) -> str:
        """Return the text with the statement, and the number one higher."""
        source = read_source(text)
        if self._same(source):
            return text or ""
        last = source.span(self._alike(source)[-1])
        end = source.line_end(last.end)
        lines = textwrap.indent(self.entry, source.indent(last.start))
        added = source.spliced(Span(end, end), f"\n{lines}")
        return self._recounted(added, 1)

    def remove(self, text: str) -> str:
        """Return the text without the statement, and the number one lower."""
        source = read_source(text)
        node = self._same(source)
        if node is None:
            return text
        span = source.span(node)
        line = Span(source.line_start(span.start), source.line_end(span.end) + 1)
        return self._recounted(source.spliced(line, ""), -1)

    def _same(self, source: Source) -> ast.stmt | None:
        wanted = ast.unparse(ast.parse(self.text))
        for node in self._alike(source):
            said = ast.unparse(node)
            if said.startswith(self.key) if self.key else said == wanted:
                return node
        return None

    def _alike(self, source: Source) -> list[ast.stmt]:
        body = find_definition(source, self.function.split(".")).body
        found = [node for node in body if re.fullmatch(self.like, ast.unparse(node))]
        if not found:
            raise Misplaced(f"no statement like {self.like} in {self.function}")
        return found

    def _recounted(self, text: str, step: int) -> str:
        if not self.counted:
            return text
        source = read_source(text)
        found = [
            node.test.comparators[0]
            for node in find_definition(source, self.function.split(".")).body
            if isinstance(node, ast.Assert)
            and isinstance(node.test, ast.Compare)
            and ast.unparse(node.test.left) == self.counted
        ]
        if len(found) != 1 or not isinstance(found[0], ast.Constant):
            raise Misplaced(f"no assert {self.counted} == N in {self.function}")
        return source.spliced(source.span(found[0]), str(int(str(found[0].value)) + step))
