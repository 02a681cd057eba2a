"""A task that a hook starts ends with the hook's own loop."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.modules import Module
from cao_scaffold.checks.source.plugins import Method, run_nodes

_STARTERS = {"asyncio.create_task", "asyncio.ensure_future"}
_LOOPS = {"asyncio.get_running_loop", "asyncio.get_event_loop"}


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        for hook in (each for each in plugin.hooks if each.runs_in_worker):
            for method in plugin.reached_from(hook):
                for line in _lost(method):
                    yield Spot(
                        method.module.file,
                        line,
                        f"the hook {hook.function.name} starts a task and does not wait for it, "
                        "so it is cancelled when the hook returns",
                        "append to a queue that a worker thread of the plugin reads",
                    )


def _lost(method: Method) -> Iterator[int]:
    """Yield the lines of tasks that nothing in `method` awaits."""
    awaited = [node for node in run_nodes(method.function) if isinstance(node, ast.Await)]
    inside = {id(inner) for node in awaited for inner in ast.walk(node)}
    names = {n.id for node in awaited for n in ast.walk(node) if isinstance(n, ast.Name)}
    kept = {
        id(node.value)
        for node in run_nodes(method.function)
        if isinstance(node, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id in names for t in node.targets)
    }
    if _collected(method, names):
        return
    for node in run_nodes(method.function):
        if id(node) in inside | kept or not isinstance(node, ast.Call):
            continue
        if _starts(method.module, node):
            yield node.lineno


def _starts(module: Module, call: ast.Call) -> bool:
    if module.callee(call) in _STARTERS:
        return True
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr == "create_task"
        and module.callee(function.value) in _LOOPS
    )


def _collected(method: Method, names: set[str]) -> bool:
    """Tell whether tasks are collected in a local variable that is awaited as a whole."""
    return any(
        isinstance(node, ast.Assign)
        and isinstance(node.value, (ast.List, ast.ListComp, ast.Set, ast.SetComp))
        and any(isinstance(target, ast.Name) and target.id in names for target in node.targets)
        for node in run_nodes(method.function)
    )


CHECK = Check(
    "CAO302",
    "hook-task",
    "A hook starts no task that outlives it.",
    "Most hooks run under asyncio.run in a worker thread, which cancels what is left: of 20 "
    "events sent by create_task none arrived, and no error was logged.",
    _find,
)
