"""A hook is a method of a class that an entry point names."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.modules import own_statements
from cao_scaffold.checks.source.plugins import Hook, Plugin


def _find(package: Package) -> Iterator[Spot]:
    everywhere = {id(hook.function): hook for hook in package.all_hooks}
    targets = package.targets.values()
    known = bool(targets) and all(package.definition(target) for target in targets)
    for plugin in package.plugins:
        for hook in plugin.hooks:
            everywhere.pop(id(hook.function), None)
            if "staticmethod" in map(hook.module.dotted, hook.function.decorator_list):
                yield _spot(hook, "is a staticmethod")
        if known and not plugin.is_registered and plugin.hooks:
            yield _unregistered(plugin)
    for hook in everywhere.values():
        if hook.function in hook.module.tree.body or _is_nested(hook):
            yield _spot(hook, "is no method")


def _spot(hook: Hook, why: str) -> Spot:
    return Spot(
        hook.module.file,
        hook.function.lineno,
        f"the hook {hook.function.name} {why}, so the registry never finds it",
        "make it a method of the plugin class",
    )


def _unregistered(plugin: Plugin) -> Spot:
    return Spot(
        plugin.module.file,
        plugin.node.lineno,
        f"{plugin.name} has hooks, but no entry point names it",
        f'my_plugin = "{plugin.module.name}:{plugin.name}" under '
        '[project.entry-points."cao.plugins"]',
    )


def _is_nested(hook: Hook) -> bool:
    """Tell whether the hook stands directly in another function."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    outer = (node for node in ast.walk(hook.module.tree) if isinstance(node, functions))
    return any(hook.function in own_statements(each) for each in outer)


CHECK = Check(
    "CAO209",
    "hook-owner",
    "A hook is a method of a registered plugin class.",
    "The registry looks for marked bound methods of the instance; whatever else is marked is "
    "never called.",
    _find,
)
