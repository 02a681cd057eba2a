"""Two methods of one name are one method: the later."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.plugins import hooks_of


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        last = {
            node.name: node
            for node in plugin.node.body
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        }
        for node in plugin.node.body:
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                continue
            if last[node.name] is not node and hooks_of(plugin.module, node):
                yield Spot(
                    plugin.module.file,
                    node.lineno,
                    f"the hook {node.name} is replaced by the method of that name in line "
                    f"{last[node.name].lineno}",
                    "give each hook a name of its own",
                )


CHECK = Check(
    "CAO210",
    "hook-shadowed",
    "No later method has a hook's name.",
    "Python keeps the later method alone, so the earlier hook does not exist when the registry "
    "looks for it.",
    _find,
)
