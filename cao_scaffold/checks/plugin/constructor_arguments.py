"""The registry calls a plugin class without arguments."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.plugins import Plugin


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        init = plugin.methods.get("__init__")
        if init:
            names = list(_required(init.function.args))
            file, line = init.module.file, init.function.lineno
        else:
            names = list(_required_fields(plugin))
            file, line = plugin.module.file, plugin.node.lineno
        if names:
            yield Spot(
                file,
                line,
                f"{plugin.name}() needs {', '.join(names)}, and CAO passes nothing",
                "give each a default, or read it in setup()",
            )


def _required(arguments: ast.arguments) -> Iterator[str]:
    positional = [*arguments.posonlyargs, *arguments.args][1:]
    yield from (each.arg for each in positional[: len(positional) - len(arguments.defaults)])
    for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        if default is None:
            yield each.arg


def _required_fields(plugin: Plugin) -> Iterator[str]:
    """Yield the fields without a default, where the class is a dataclass."""
    decorators = [
        each.func if isinstance(each, ast.Call) else each for each in plugin.node.decorator_list
    ]
    if not any(plugin.module.dotted(each) == "dataclasses.dataclass" for each in decorators):
        return
    for node in plugin.node.body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=None):
                if "ClassVar" not in ast.unparse(node.annotation):
                    yield name


CHECK = Check(
    "CAO202",
    "constructor-arguments",
    "The class can be made without arguments.",
    "The registry calls cls(); a TypeError there is one warning in the log, and no plugin.",
    _find,
)
