"""An entry point names a module and a class that are there."""

import difflib
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import FILE


def _find(package: Package) -> Iterator[Spot]:
    broken = {each.file for each in package.broken}
    for key, value in package.project.entry_points.items():
        line = package.project.line(f'"{value}"', f"'{value}'")
        module_name, _colon, attribute = (part.strip() for part in value.partition(":"))
        module = package.module(module_name)
        if module is None:
            file = module_name.replace(".", "/")
            if not any(file in each for each in broken):
                yield Spot(
                    FILE, line, f"{key}: there is no module {module_name}", _modules(package)
                )
        elif not attribute:
            yield Spot(FILE, line, f"{key}: names a module, not a class", f"{module_name}:Class")
        elif "." not in attribute and not _binds(package, module_name, attribute):
            close = difflib.get_close_matches(attribute, module.definitions, n=1)
            hint = f"did you mean {close[0]}?" if close else f"name a class of {module.file}"
            yield Spot(FILE, line, f"{key}: {module_name} has no {attribute}", hint)


def _binds(package: Package, module_name: str, attribute: str) -> bool:
    module = package.module(module_name)
    return module is not None and (
        attribute in module.definitions or attribute in module.aliases or "*" in module.aliases
    )


def _modules(package: Package) -> str:
    found = [module.name for module in package.modules]
    return f"the modules are {', '.join(found)}" if found else "write it"


CHECK = Check(
    "CAO103",
    "entry-point-resolves",
    "Each entry point's module and attribute exist.",
    'The registry logs "Failed to load plugin" once, at start; the server runs on without it.',
    _find,
)
