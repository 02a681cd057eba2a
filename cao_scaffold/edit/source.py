"""A Python text with true positions: byte spans of its syntax, and definitions by dotted path."""

import ast
import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cao_scaffold.edit.shapes.shape import Misplaced

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class Span(NamedTuple):
    """Bytes of a text, from `start` up to and without `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """One module: its bytes, its syntax tree, and the offset of each line.

    Lines end at `\\n` only, as `ast` counts them: `str.splitlines` knows more ends.
    """

    content: bytes
    tree: ast.Module
    starts: tuple[int, ...]

    def span(self, node: ast.stmt | ast.expr | ast.alias) -> Span:
        """Return where `node` is; a definition's decorators are not in it."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Span(
            self.starts[node.lineno - 1] + node.col_offset,
            self.starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def text(self, span: Span) -> str:
        """Return the text of `span`."""
        return self.content[span.start : span.end].decode("utf-8")

    def line_start(self, offset: int) -> int:
        """Return the offset at which the line of `offset` begins."""
        return self.starts[bisect.bisect_right(self.starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Return the offset of the end of the line of `offset`, the newline not in it."""
        found = self.content.find(b"\n", offset)
        return len(self.content) if found < 0 else found

    def indent(self, offset: int) -> str:
        """Return the blanks with which the line of `offset` begins."""
        line = self.content[self.line_start(offset) : self.line_end(offset)]
        return line[: len(line) - len(line.lstrip())].decode()

    def spliced(self, span: Span, text: str) -> str:
        """Return the whole text with `text` in the place of `span`."""
        new = self.content[: span.start] + text.encode("utf-8") + self.content[span.end :]
        return new.decode("utf-8")


@lru_cache(maxsize=4)
def read_source(text: str | None) -> Source:
    """Parse `text`; raise Misplaced where there is none, or where it does not parse."""
    if text is None:
        raise Misplaced("there is no such file")
    content = text.encode("utf-8")
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None)
        raise Misplaced(f"it does not parse{f', line {line}' if line else ''}") from problem
    starts = [0, *(found.end() for found in re.finditer(rb"\n", content))]
    return Source(content, tree, tuple(starts))


def find_definition(source: Source, path: Sequence[str]) -> ast.Module | Definition:
    """Return the class or function at the dotted `path`, () for the module.

    Raises Misplaced where there is none, or more than one.
    """
    scope: ast.Module | Definition = source.tree
    for name in path:
        found = [node for node in scope.body if isinstance(node, Definition) and node.name == name]
        if len(found) != 1:
            raise Misplaced(_counted(f"definition of {'.'.join(path)}", len(found)))
        scope = found[0]
    return scope


def find_assignment(source: Source, target: str) -> ast.expr:
    """Return the value that is assigned to the dotted `target`, through classes and functions."""
    *path, name = target.split(".")
    scope = find_definition(source, path)
    # A module's own statements only: to walk all that it holds takes long.
    nodes = ast.walk(scope) if isinstance(scope, Definition) else scope.body
    found = [
        node.value
        for node in nodes
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and node.value is not None
        and any(isinstance(t, ast.Name) and t.id == name for t in _targets(node))
    ]
    if len(found) != 1:
        raise Misplaced(_counted(f"assignment to {target}", len(found)))
    return found[0]


def defines(text: str | None, name: str) -> bool:
    """Tell whether `text` is a module that assigns the top-level `name`."""
    if text is None:
        return False
    try:
        find_assignment(read_source(text), name)
    except Misplaced:
        return False
    return True


def find_literal(source: Source, target: str) -> ast.expr:
    """Return the literal at `target`.

    `a.NAME` is what is assigned; `a.function@parametrize` the list of values in the one
    `parametrize` decorator of a function; `a.function@assert` the one set or list that a
    function compares in an assertion.
    """
    path, _, part = target.partition("@")
    if not part:
        return find_assignment(source, target)
    scope = find_definition(source, path.split("."))
    assert isinstance(scope, Definition)
    found = [*_parametrized(scope)] if part == "parametrize" else [*_asserted(scope)]
    if len(found) != 1:
        raise Misplaced(_counted(f"literal {target}", len(found)))
    return found[0]


def _parametrized(scope: Definition) -> Iterator[ast.expr]:
    for decorator in scope.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("parametrize"):
            yield from decorator.args[1:2]


def _asserted(scope: Definition) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare):
            sides = (node.test.left, *node.test.comparators)
            yield from (side for side in sides if isinstance(side, ast.Set | ast.List))


def own_span(source: Source, node: Definition) -> Span:
    """Return where a definition is, its decorators with it."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return Span(source.starts[first - 1] + node.col_offset, source.span(node).end)


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _counted(what: str, number: int) -> str:
    return f"no {what}" if number == 0 else f"{number} times a {what}"
