"""A plugin's constructor opens nothing: three servers call it, and only one calls `setup()`."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.plugin.makers import OPENING, THREADS
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.modules import Module
from cao_scaffold.checks.source.plugins import Method, Plugin, made_by, run_nodes


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        init = plugin.methods.get("__init__")
        for method in plugin.reached_from(init) if init else ():
            for node, what in _opened(plugin, method):
                yield Spot(
                    method.module.file,
                    node.lineno,
                    f"the constructor of {plugin.name} {what}",
                    "do it in setup(), and undo it in teardown()",
                )


def _opened(plugin: Plugin, method: Method) -> Iterator[tuple[ast.expr, str]]:
    module = method.module
    threads = {name for name, maker, _ in made_by(module, method.function) if maker in THREADS}
    closed = {
        id(node.context_expr)
        for node in run_nodes(method.function)
        if isinstance(node, ast.withitem)
    }
    for node in run_nodes(method.function):
        if not isinstance(node, ast.Call) or id(node) in closed:
            continue
        callee = module.callee(node)
        if callee in OPENING:
            yield node, f"calls {callee}()"
        elif _starts(module, node, threads):
            yield node, "starts a thread"


def _starts(module: Module, call: ast.Call, threads: set[str]) -> bool:
    function = call.func
    if not isinstance(function, ast.Attribute) or function.attr != "start":
        return False
    return module.callee(function.value) in THREADS or ast.unparse(function.value) in threads


CHECK = Check(
    "CAO203",
    "constructor-opens",
    "The constructor opens no client, file, socket, thread, process or database.",
    "Both MCP servers make every plugin too, and never call setup() or teardown() on it: what "
    "the constructor opens there is never closed.",
    _find,
)
