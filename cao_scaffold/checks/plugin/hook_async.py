"""A hook is a coroutine function."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package


def _find(package: Package) -> Iterator[Spot]:
    for hook in package.all_hooks:
        if isinstance(hook.function, ast.FunctionDef):
            yield Spot(
                hook.module.file,
                hook.function.lineno,
                f"the hook {hook.function.name} is not async",
                f"async def {hook.function.name}(...)",
            )


CHECK = Check(
    "CAO204",
    "hook-async",
    "A hook is an async def.",
    "The registry awaits what the hook returns: a plain function runs, and then every event "
    "logs a TypeError.",
    _find,
)
