"""The registry catches Exception, and nothing above it."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.modules import Module
from cao_scaffold.checks.source.plugins import run_nodes

_CLASSES = {
    "SystemExit",
    "KeyboardInterrupt",
    "GeneratorExit",
    "BaseException",
    "asyncio.CancelledError",
    "asyncio.exceptions.CancelledError",
    "concurrent.futures.CancelledError",
}
_EXITS = {"sys.exit", "exit", "quit", "os._exit", "os.abort"}


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        for hook in plugin.hooks:
            for method in plugin.reached_from(hook):
                caught = _caught(method.function, method.module)
                for node in run_nodes(method.function):
                    what = _escapes(method.module, node)
                    if what and id(node) not in caught:
                        yield Spot(
                            method.module.file,
                            getattr(node, "lineno", 0),
                            f"the hook {hook.function.name} lets {what} out",
                            "log it and return, or raise an Exception",
                        )


def _escapes(module: Module, node: ast.AST) -> str:
    if isinstance(node, ast.Raise) and node.exc is not None:
        name = module.callee(node.exc) or module.dotted(node.exc)
        return name if name in _CLASSES else ""
    return f"{module.callee(node)}()" if module.callee(node) in _EXITS else ""


def _caught(function: ast.AST, module: Module) -> set[int]:
    """Return what stands in a `try` with a handler for more than Exception."""
    return {
        id(inner)
        for node in ast.walk(function)
        if isinstance(node, ast.Try) and any(_is_wide(module, each) for each in node.handlers)
        for statement in node.body
        for inner in ast.walk(statement)
    }


def _is_wide(module: Module, handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or module.dotted(kind) in _CLASSES for kind in kinds)


CHECK = Check(
    "CAO305",
    "hook-escapes",
    "A hook lets no SystemExit, KeyboardInterrupt or CancelledError out.",
    "These pass the registry: a delivered message is answered with HTTP 500, and the server's "
    "one inbox consumer ends for good.",
    _find,
)
