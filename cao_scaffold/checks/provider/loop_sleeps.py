"""A sleep on the server's event loop stops every terminal of every user."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject, own_nodes


def _find(subject: Subject) -> Iterator[Spot]:
    for function in subject.functions():
        if not isinstance(function, ast.AsyncFunctionDef):
            continue
        for node in own_nodes(function):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("time.sleep", "sleep"):
                sentence = f"{function.name} sleeps on the server's event loop"
                yield Spot(subject.path, node.lineno, sentence, "await asyncio.sleep(...)")


CHECK = Check(
    "CAO603",
    "loop-sleeps",
    "No coroutine calls time.sleep.",
    "One event loop serves every terminal: all of them stand still meanwhile.",
    _find,
)
