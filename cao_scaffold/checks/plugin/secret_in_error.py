"""The text of an HTTP error holds the URL, and the URL may be the secret."""

import ast
import re
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.modules import Module, own_nodes
from cao_scaffold.checks.source.plugins import Method, run_calls
from cao_scaffold.checks.source.variables import variables_read

_SECRET_URL = re.compile(r"HOOK|BOT_TOKEN")
_WITH_URL = {
    "Exception",
    "httpx.HTTPError",
    "httpx.HTTPStatusError",
    "requests.RequestException",
    "requests.exceptions.RequestException",
    "requests.HTTPError",
    "requests.exceptions.HTTPError",
}
_LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}


def _find(package: Package) -> Iterator[Spot]:
    if not any(_SECRET_URL.search(variable.name) for variable in variables_read(package)):
        return
    for module in package.modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Try):
                yield from _logged(module, node)
    for plugin in package.plugins:
        for hook in plugin.hooks:
            for method in plugin.reached_from(hook):
                yield from _let_out(method)


def _logged(module: Module, node: ast.Try) -> Iterator[Spot]:
    """Yield the log calls that write an error of `raise_for_status()`."""
    if not any(_raises_status(each) for each in node.body):
        return
    for handler in node.handlers:
        if any(kind in _WITH_URL for kind in _kinds(module, handler)):
            for call in (each for each in own_nodes(handler) if isinstance(each, ast.Call)):
                if _logs_error(call, handler.name):
                    yield _spot(module, call.lineno, "logs an HTTP error, whose text")


def _let_out(method: Method) -> Iterator[Spot]:
    """Yield each `raise_for_status()` whose error reaches the registry, which logs it."""
    caught = {
        id(inner)
        for node in ast.walk(method.function)
        if isinstance(node, ast.Try) and node.handlers
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for call in run_calls(method.function):
        if _is_status(call) and id(call) not in caught and _uses_http(method.module):
            yield _spot(
                method.module, call.lineno, "lets the error of raise_for_status() out, whose text"
            )


def _uses_http(module: Module) -> bool:
    return bool(
        {"httpx", "requests"} & {name.partition(".")[0] for name in module.aliases.values()}
    )


def _kinds(module: Module, handler: ast.ExceptHandler) -> list[str]:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return ["Exception" if kind is None else module.dotted(kind) for kind in kinds]


def _raises_status(statement: ast.AST) -> bool:
    return any(_is_status(node) for node in ast.walk(statement))


def _is_status(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "raise_for_status"
    )


def _logs_error(call: ast.Call, name: str | None) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in _LOGGING:
        return False
    if call.func.attr == "exception" or any(each.arg == "exc_info" for each in call.keywords):
        return True
    values = [*call.args, *(each.value for each in call.keywords)]
    return any(_shows(value, name) for value in values)


def _shows(value: ast.expr, name: str | None) -> bool:
    """Tell whether a log call's argument is the error, or text made of it; not its attributes."""
    if isinstance(value, ast.Name):
        return value.id == name
    if isinstance(value, ast.JoinedStr):
        return any(_shows(part, name) for part in value.values)
    if isinstance(value, ast.FormattedValue):
        return _shows(value.value, name)
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in {"str", "repr"} and any(_shows(each, name) for each in value.args)
    return False


def _spot(module: Module, line: int, what: str) -> Spot:
    return Spot(
        module.file,
        line,
        f"{what} holds the URL",
        "log the status code and the error's class name",
    )


CHECK = Check(
    "CAO402",
    "secret-in-error",
    "No HTTP error's text is logged where the URL is a secret.",
    "The error of raise_for_status() names the URL; it ends in the server's log file, by the "
    "plugin's own hand or as the registry's traceback.",
    _find,
)
