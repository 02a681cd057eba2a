"""An existing package: its `pyproject.toml`, and where its code is."""

import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold.edit.disk import is_writable
from cao_scaffold.errors import ScaffoldError

FILE = "pyproject.toml"
GROUP = "cao.plugins"

Table = MutableMapping[str, Any]

# What we read or change, and its type where it is there.
_SHAPE: dict[tuple[str, ...], type | tuple[type, ...]] = {
    ("project", "name"): str,
    ("project", "dynamic"): list,
    ("project", "dependencies"): list,
    ("project", "optional-dependencies"): dict,
    ("project", "entry-points"): dict,
    ("project", "entry-points", GROUP): dict,
    ("dependency-groups",): dict,
    ("dependency-groups", "dev"): list,
    ("tool",): dict,
    ("tool", "pytest"): dict,
    ("tool", "pytest", "addopts"): (str, list),
    ("tool", "pytest", "testpaths"): (str, list),
    ("tool", "pytest", "ini_options"): dict,
    ("tool", "pytest", "ini_options", "addopts"): (str, list),
    ("tool", "pytest", "ini_options", "testpaths"): (str, list),
    ("tool", "hatch"): dict,
    ("tool", "hatch", "build"): dict,
    ("tool", "hatch", "build", "targets"): dict,
    ("tool", "hatch", "build", "targets", "wheel"): dict,
    ("tool", "hatch", "build", "targets", "wheel", "packages"): list,
}


@dataclass(frozen=True)
class Project:
    """A package folder with a `pyproject.toml` that can be read, written and has a [project]."""

    root: Path
    text: str
    table: dict[str, Any]

    @property
    def entry_points(self) -> dict[str, str]:
        """The plugins that the package has."""
        points = self.table["project"].get("entry-points", {}).get(GROUP, {})
        return {key: value for key, value in points.items() if isinstance(value, str)}


class ImportPackage(NamedTuple):
    """A package by its dotted name, and its folder relative to the project's root."""

    name: str
    folder: Path


def read_project(root: Path) -> Project:
    """Read `root`'s pyproject.toml; raise ScaffoldError where it cannot be added to."""
    path = root / FILE
    if not path.is_file():
        raise ScaffoldError(
            f"{root} has no {FILE}", hint="give --into the folder of a Python package"
        )
    if not is_writable(path):
        raise ScaffoldError(f"{path} is read-only", hint=f"chmod u+w {path}")
    try:
        text = path.read_bytes().decode("utf-8")
        table = tomlkit.parse(text).unwrap()
    except (TOMLKitError, UnicodeDecodeError) as problem:
        raise ScaffoldError(f"{path} is broken: {problem}", hint="mend it first") from problem
    if not isinstance(table.get("project"), dict):
        raise ScaffoldError(
            f"{path} has no [project] table", hint="an entry point needs one; see PEP 621"
        )
    _check_shape(path, table)
    for field in ("dependencies", "entry-points"):
        if field in table["project"].get("dynamic", ()):
            raise ScaffoldError(
                f"{path} leaves {field} to its build backend (dynamic)",
                hint=f"write {field} into [project], and take them out of dynamic",
            )
    return Project(root, text, table)


def _check_shape(path: Path, table: Table) -> None:
    """Raise ScaffoldError where a value that we read or change is of another type."""
    for field, kind in _SHAPE.items():
        value: Any = table
        for key in field:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None and not isinstance(value, kind):
            raise ScaffoldError(
                f"{path} is broken: {'.'.join(field)} is of the wrong type", hint="mend it first"
            )


def find_package(project: Project) -> ImportPackage:
    """Return the import package that a plugin can join.

    Looks at hatch's `packages`, at the project's name and at its plugins, flat and below src.
    """
    build = project.table.get("tool", {}).get("hatch", {}).get("build", {})
    listed = [Path(path) for path in build.get("targets", {}).get("wheel", {}).get("packages", ())]
    named = [
        re.sub(r"[-_.]+", "_", project.table["project"].get("name", "")).lower(),
        *(point.partition(":")[0].rpartition(".")[0] for point in project.entry_points.values()),
    ]
    candidates = [ImportPackage(path.name, path) for path in listed if is_inside(path)] + [
        ImportPackage(name, Path(prefix, *name.split(".")))
        for name in filter(None, named)
        for prefix in ("", "src")
    ]
    for candidate in candidates:
        if any((project.root / candidate.folder).glob("*.py")):
            return candidate
    looked = ", ".join(dict.fromkeys(str(candidate.folder) for candidate in candidates))
    raise ScaffoldError(
        f"{project.root} has no import package; looked for {looked or 'nothing'}",
        hint="name it in [tool.hatch.build.targets.wheel] packages",
    )


def is_inside(path: PurePath) -> bool:
    """Tell whether the relative `path` is a place below the root, and not the root itself."""
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts
