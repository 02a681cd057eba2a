"""CAO's plugins are built with hatchling, as CAO is."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import FILE, distribution

_HINT = 'requires = ["hatchling"] and build-backend = "hatchling.build" under [build-system]'


def _find(package: Package) -> Iterator[Spot]:
    project = package.project
    table = project.table("build-system")
    backend = table.get("build-backend")
    line = project.line("build-backend", "[build-system]")
    if backend != "hatchling.build":
        yield Spot(FILE, line, f"builds with {backend or 'no declared backend'}", _HINT)
    elif "hatchling" not in map(distribution, table.get("requires", ())):
        yield Spot(FILE, line, "builds with hatchling, but does not require it", _HINT)


CHECK = Check(
    "CAO104",
    "build-backend",
    "The build backend is hatchling.",
    "CAO's plugin contract asks for its own toolchain; a backend that is not required fails "
    "in the isolated build of uv and pip.",
    _find,
)
