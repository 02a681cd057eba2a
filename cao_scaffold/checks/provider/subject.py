"""One provider of a tree: its module, its class, its fixtures, and what running it has shown."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import Facts
from cao_scaffold.provider.names import ProviderNames

Function = ast.FunctionDef | ast.AsyncFunctionDef
FIXTURES = "test/providers/fixtures"


class Missing(NamedTuple):
    """A point at which the provider is not known, and a file that should know it."""

    point: str
    path: str
    reason: str


@dataclass(frozen=True)
class Seen:
    """What running the class in CAO's own Python has shown; see `inside.py` for the keys."""

    result: dict[str, Any]

    def states(self, kind: str) -> list[dict[str, Any]]:
        """Return the readings of one kind of buffer."""
        return [each for each in self.result.get("states", ()) if each["kind"] == kind]


@dataclass(frozen=True)
class Subject:
    """A provider to be held to the contract; `path` is its module's, from the tree's root."""

    checkout: Checkout
    facts: Facts
    names: ProviderNames
    path: str
    text: str
    missing: tuple[Missing, ...] = ()
    seen: Seen | None = None

    @cached_property
    def tree(self) -> ast.Module | None:
        """The module's syntax, None where it is no Python."""
        try:
            return ast.parse(self.text)
        except (SyntaxError, ValueError):
            return None

    @cached_property
    def provider(self) -> ast.ClassDef | None:
        """The provider's class, None where the module has none."""
        classes = [node for node in self.nodes if isinstance(node, ast.ClassDef)]
        based = [
            each
            for each in classes
            if any(ast.unparse(base).endswith("BaseProvider") for base in each.bases)
        ]
        named = [each for each in based if each.name == self.names.class_name]
        return next(iter(named or based), None)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the module."""
        return tuple(ast.walk(self.tree)) if self.tree else ()

    @property
    def methods(self) -> dict[str, Function]:
        """The methods of the class, by name."""
        body = self.provider.body if self.provider else ()
        return {node.name: node for node in body if isinstance(node, Function)}

    def functions(self) -> Iterator[Function]:
        """Yield each function and method of the module."""
        return (node for node in self.nodes if isinstance(node, Function))


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """Yield what a function runs itself, without the functions that it defines."""
    stack: list[ast.AST] = list(function.body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, Function | ast.Lambda):
            stack.extend(ast.iter_child_nodes(node))
