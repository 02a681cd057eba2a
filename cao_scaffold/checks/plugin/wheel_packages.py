"""hatchling ships the folder named like the project, or what it is told to."""

import re
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import FILE, normalised

_SELECTS = {"packages", "only-include", "include", "force-include", "bypass-selection"}


def _find(package: Package) -> Iterator[Spot]:
    project = package.project
    if project.table("build-system").get("build-backend") != "hatchling.build":
        return
    wheel = project.table("tool", "hatch", "build", "targets", "wheel")
    if _SELECTS & {*wheel, *project.table("tool", "hatch", "build")}:
        listed = [str(each) for each in wheel.get("packages", ())]
        for missing in (each for each in listed if not (package.root / each).exists()):
            line = project.line(f'"{missing}"')
            yield Spot(FILE, line, f"ships {missing}, which is not there", "name a folder")
        return
    wanted = normalised(project.name).replace("-", "_")
    as_written = re.sub(r"[^\w.]+", "_", project.name)
    if wanted and not any(_is_shipped(package, name) for name in (wanted, as_written)):
        top = package.tops[0] if package.tops else wanted
        yield Spot(
            FILE,
            project.line("[tool.hatch", "name ="),
            f"hatchling looks for a package {wanted}, which is not there, and builds no wheel",
            f'[tool.hatch.build.targets.wheel] with packages = ["{top}"]',
        )


def _is_shipped(package: Package, name: str) -> bool:
    """Tell whether hatchling finds a package, a module or a namespace package of that name."""
    places = (f"{name}/__init__.py", f"src/{name}/__init__.py", f"{name}.py")
    return any((package.root / place).is_file() for place in places) or any(
        package.root.glob(f"*/{name}/__init__.py")
    )


CHECK = Check(
    "CAO105",
    "wheel-packages",
    "The wheel holds the package.",
    "Without a folder of the project's name hatchling stops with \"Unable to determine which "
    'files to ship inside the wheel", and nothing is installed.',
    _find,
)
