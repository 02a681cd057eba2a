"""An entry point's class derives from CaoPlugin."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package


def _find(package: Package) -> Iterator[Spot]:
    for key, target in package.targets.items():
        found = package.definition(target)
        if found is None:
            continue
        module, node = found
        if isinstance(node, ast.ClassDef):
            if package.derives(module, node) is False:
                yield _spot(module.file, node.lineno, f"{node.name}, the entry point {key},")
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield _spot(
                module.file, node.lineno, f"{node.name}, the entry point {key}, is a function and"
            )


def _spot(file: str, line: int, what: str) -> Spot:
    return Spot(
        file,
        line,
        f"{what} does not derive from CaoPlugin",
        "from cli_agent_orchestrator.plugins import CaoPlugin, and derive from it",
    )


CHECK = Check(
    "CAO201",
    "plugin-subclass",
    "Each entry point is a class that derives from CaoPlugin.",
    "The registry skips anything else with one warning in the log.",
    _find,
)
