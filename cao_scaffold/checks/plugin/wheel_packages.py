"""hatchling ships the folder named like the project, or what it is told to."""

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
    folders = [package.root / wanted, package.root / "src" / wanted]
    if wanted and not any((each / "__init__.py").is_file() for each in folders):
        single = package.root / f"{wanted}.py"
        if not single.is_file() and not _namespaced(package, wanted):
            top = package.tops[0] if package.tops else wanted
            yield Spot(
                FILE,
                project.line("[tool.hatch", "name ="),
                f"hatchling looks for a package {wanted}, which is not there, and builds no wheel",
                f'[tool.hatch.build.targets.wheel] with packages = ["{top}"]',
            )


def _namespaced(package: Package, wanted: str) -> bool:
    return any(path.parent.is_dir() for path in package.root.glob(f"*/{wanted}/__init__.py"))


CHECK = Check(
    "CAO105",
    "wheel-packages",
    "The wheel holds the package.",
    "Without a folder of the project's name hatchling stops with \"Unable to determine which "
    'files to ship inside the wheel", and nothing is installed.',
    _find,
)
