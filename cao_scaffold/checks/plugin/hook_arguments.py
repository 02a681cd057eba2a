"""A hook takes the event and nothing else."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        for hook in plugin.hooks:
            if not _takes_one(hook.function.args):
                name = hook.function.name
                yield Spot(
                    hook.module.file,
                    hook.function.lineno,
                    f"the hook {name} cannot be called with one event",
                    f"async def {name}(self, event) -> None",
                )


def _takes_one(arguments: ast.arguments) -> bool:
    """Tell whether a method can be called with one positional argument beside `self`."""
    positional = len(arguments.posonlyargs) + len(arguments.args)
    required = positional - len(arguments.defaults)
    keywords = any(default is None for default in arguments.kw_defaults)
    return required <= 2 and (positional >= 2 or arguments.vararg is not None) and not keywords


CHECK = Check(
    "CAO205",
    "hook-arguments",
    "A hook takes exactly one event beside self.",
    "The registry calls handler(event): anything else is a TypeError in the log for each event.",
    _find,
)
