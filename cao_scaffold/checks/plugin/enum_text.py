"""`orchestration_type` is a str-Enum, and formats as its member's name."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.modules import Module

_FIELD = "orchestration_type"
_LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log", "format"}


def _find(package: Package) -> Iterator[Spot]:
    for module in package.modules if package.plugins else ():
        for node in ast.walk(module.tree):
            for value in _formatted(module, node):
                if _is_field(value):
                    yield Spot(
                        module.file,
                        value.lineno,
                        f"{ast.unparse(value)} is formatted as OrchestrationType.SEND_MESSAGE",
                        'getattr(x, "value", x) of it: the plain text in every release',
                    )


def _formatted(module: Module, node: ast.AST) -> Iterator[ast.expr]:
    """Yield the values that `node` turns into text by their `str()`."""
    if isinstance(node, ast.FormattedValue) and node.conversion != ord("r"):
        yield node.value
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        if isinstance(node.left, (ast.Constant, ast.JoinedStr)):
            yield from node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
    elif isinstance(node, ast.Call):
        if module.dotted(node.func) == "str":
            yield from node.args[:1]
        elif isinstance(node.func, ast.Attribute) and node.func.attr in _LOGGING:
            yield from (*node.args, *(each.value for each in node.keywords))


def _is_field(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == _FIELD
        and isinstance(node.value, ast.Name)
        and node.value.id != "self"
    )


CHECK = Check(
    "CAO401",
    "enum-text",
    "orchestration_type is not formatted as it is.",
    "The server passes a str-Enum: %s, str() and f-strings give OrchestrationType.SEND_MESSAGE "
    "from Python 3.11 on, and send_message before.",
    _find,
)
