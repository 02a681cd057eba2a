"""A branch of an if-chain."""

import ast
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from cao_scaffold.edit.layout import laid_out_branch
from cao_scaffold.edit.shapes.container import normalised
from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.source import Source, Span, find_definition, read_source


@dataclass(frozen=True)
class Branch:
    """`elif test:` with `body` in the chain of `function` that compares the same left side.

    It goes before the branch whose test is `before` and that branch's comments, else before
    `else`, else last. Tests and body are source text; the chain's first branch stays first.
    Long lines are laid out for a chain that stands `indent` columns to the right.
    """

    function: str
    test: str
    body: str
    before: str = ""
    indent: int = 0

    @property
    def entry(self) -> str:
        """The branch as `add` writes it, without the chain's indentation."""
        branch = f"elif {self.test}:\n{textwrap.indent(self.body, '    ')}"
        return laid_out_branch(branch, indent=self.indent)

    def find(self, text: str | None) -> str | None:
        """Return the branch with this test as it stands."""
        source = read_source(text)
        chain = self._chain(source)
        node = _with_test(chain, self.test)
        if node is None:
            return None
        span = _span(source, node)
        return source.text(span).replace(f"\n{source.indent(span.start)}", "\n")

    def add(self, text: str | None) -> str:
        """Return the text with the branch."""
        source = read_source(text)
        chain = self._chain(source)
        if _with_test(chain, self.test):
            return text or ""
        indent = source.indent(source.span(chain[0]).start)
        lines = textwrap.indent(self.entry, indent)
        follower = _with_test(chain[1:], self.before) if self.before else None
        if follower:
            start = _comments_above(source, _span(source, follower).start)
            return source.spliced(Span(start, start), f"{lines}\n")
        end = source.line_end(source.span(chain[-1].body[-1]).end)
        return source.spliced(Span(end, end), f"\n{lines}")

    def remove(self, text: str) -> str:
        """Return the text without the branch of this test."""
        source = read_source(text)
        chain = self._chain(source)
        node = _with_test(chain, self.test)
        if node is None:
            return text
        if node is chain[0]:
            raise Misplaced(f"the chain begins with {self.test}")
        span = _span(source, node)
        return source.spliced(
            Span(source.line_start(span.start), source.line_end(span.end) + 1), ""
        )

    def _chain(self, source: Source) -> list[ast.If]:
        """Return the branches of the one chain whose first test has this left side."""
        scope = find_definition(source, self.function.split("."))
        left = _left(ast.parse(self.test, mode="eval").body)
        inner = {id(node.orelse[0]) for node in _ifs(scope) if _is_chained(node)}
        chains = [
            chain
            for node in _ifs(scope)
            if id(node) not in inner
            for chain in [_branches(node)]
            if all(_left(branch.test) == left for branch in chain)
        ]
        # An `if` alone is a chain to be, where there is no other.
        chains = [chain for chain in chains if len(chain) > 1] or chains
        if len(chains) != 1:
            raise Misplaced(f"{len(chains)} chains of branches on {left} in {self.function}")
        return chains[0]


def _ifs(scope: ast.AST) -> Iterator[ast.If]:
    return (node for node in ast.walk(scope) if isinstance(node, ast.If))


def _is_chained(node: ast.If) -> bool:
    """Tell whether an `elif` follows: an `if` alone below an `else` stands further right."""
    below = node.orelse
    return (
        len(below) == 1 and isinstance(below[0], ast.If) and below[0].col_offset == node.col_offset
    )


def _branches(node: ast.If) -> list[ast.If]:
    found = [node]
    while _is_chained(found[-1]):
        following = found[-1].orelse[0]
        assert isinstance(following, ast.If)
        found.append(following)
    return found


def _left(test: ast.expr) -> str:
    """Return all of a test but what it compares with: the same in each branch of a chain."""
    if isinstance(test, ast.BoolOp):
        return " and ".join(
            [*(ast.unparse(value) for value in test.values[:-1]), _left(test.values[-1])]
        )
    return ast.unparse(test.left) if isinstance(test, ast.Compare) else ""


def _with_test(chain: list[ast.If], test: str) -> ast.If | None:
    wanted = normalised(test)
    return next((node for node in chain if ast.unparse(node.test) == wanted), None)


def _span(source: Source, node: ast.If) -> Span:
    """Return one branch alone, without those that follow it."""
    return Span(source.span(node).start, source.span(node.body[-1]).end)


def _comments_above(source: Source, offset: int) -> int:
    start = source.line_start(offset)
    while start and re.match(rb"[ \t]*#", source.content[source.line_start(start - 1) :]):
        start = source.line_start(start - 1)
    return start
