"""Without an entry point in the group `cao.plugins` the server does not look at a package."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import FILE, GROUP


def _find(package: Package) -> Iterator[Spot]:
    if package.project.entry_points or package.project.is_dynamic("entry-points"):
        return
    name = package.plugins[0] if package.plugins else None
    target = f"{name.module.name}:{name.name}" if name else "package.module:Class"
    yield Spot(
        FILE,
        package.project.line("entry-points", "[project]"),
        f"declares no entry point in the group {GROUP}, so cao-server never sees the plugin",
        f'[project.entry-points."{GROUP}"] with a line such as my_plugin = "{target}"',
    )


CHECK = Check(
    "CAO102",
    "entry-point-declared",
    "The project declares an entry point in the group cao.plugins.",
    "Discovery reads that group and nothing else; a package without it is not even logged.",
    _find,
)
