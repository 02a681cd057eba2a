"""A plugin whose `setup()` raised is never torn down."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.plugin.makers import OPENING, THREADS
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.modules import own_nodes
from cao_scaffold.checks.source.plugins import Method, attribute_of_self, made_by


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        setup = plugin.methods.get("setup")
        if setup:
            for raised, opened, line in _raises_after_opening(setup):
                yield Spot(
                    setup.module.file,
                    raised.lineno,
                    f"setup() raises after it opened {opened} in line {line}, which stays open",
                    "check everything first, then open",
                )


def _raises_after_opening(setup: Method) -> Iterator[tuple[ast.Raise, str, int]]:
    """Yield each `raise` that surely follows an opening, with nothing in its block undoing it."""
    opened: list[tuple[str, int]] = []
    for statement in setup.function.body:
        if opened and isinstance(statement, (ast.If, ast.Raise)):
            for raised in _bare_raises(statement):
                yield raised, *opened[0]
        opened.extend(_opened(setup, statement))


def _bare_raises(statement: ast.stmt) -> Iterator[ast.Raise]:
    """Yield the `raise` of blocks that call nothing on self."""
    if isinstance(statement, ast.Raise):
        yield statement
    elif isinstance(statement, ast.If):
        for block in (statement.body, statement.orelse):
            if not any(_calls_self(each) for each in block):
                for each in block:
                    yield from _bare_raises(each)


def _calls_self(statement: ast.stmt) -> bool:
    calls = (node.func for node in ast.walk(statement) if isinstance(node, ast.Call))
    roots = (ast.unparse(each) for each in calls)
    return any(root.startswith("self.") for root in roots)


def _opened(setup: Method, statement: ast.stmt) -> Iterator[tuple[str, int]]:
    whole = made_by(setup.module, setup.function)
    threads = {name for name, maker, _node in whole if maker in THREADS}
    for name, maker, node in made_by(setup.module, setup.function):
        if node is statement and name.startswith("self.") and maker in OPENING:
            yield name, statement.lineno
    for node in own_nodes(statement):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name = f"self.{attribute_of_self(node.func.value)}"
            if node.func.attr == "start" and name in threads:
                yield f"the thread {name}", node.lineno


CHECK = Check(
    "CAO306",
    "setup-cleans-up",
    "setup() leaves nothing open when it raises.",
    "The registry calls teardown() only on plugins whose setup() succeeded; the server runs on, "
    "and so does what was opened.",
    _find,
)
