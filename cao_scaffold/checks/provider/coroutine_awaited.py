"""A coroutine that nobody awaits is true, and has waited for nothing."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject, own_nodes

_COROUTINES = {"wait_for_shell", "wait_until_status", "wait_until_input_ready"}


def _find(subject: Subject) -> Iterator[Spot]:
    for function in subject.functions():
        nodes = list(own_nodes(function))
        waited = {
            id(call)
            for node in nodes
            if isinstance(node, ast.Await | ast.Return)
            for call in ast.walk(node)
        }
        gathered = {
            id(argument)
            for node in nodes
            if isinstance(node, ast.Call)
            for argument in (*node.args, *(keyword.value for keyword in node.keywords))
        }
        for node in nodes:
            if not isinstance(node, ast.Call) or id(node) in waited | gathered:
                continue
            if _name(node) in _COROUTINES:
                sentence = f"{_name(node)} is called and not awaited"
                yield Spot(subject.path, node.lineno, sentence, f"await {_name(node)}(...)")


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rsplit(".", 1)[-1]


CHECK = Check(
    "CAO602",
    "coroutine-awaited",
    "What waits for the terminal is awaited.",
    "A coroutine object is true: the launch goes on before the shell is there.",
    _find,
)
