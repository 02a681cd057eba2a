"""An existing package's `pyproject.toml`: where its code is, and how a plugin is added to it."""

import re
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable

from cao_scaffold.edit.disk import is_writable
from cao_scaffold.errors import ScaffoldError

FILE = "pyproject.toml"
GROUP = "cao.plugins"
NO_LIBTMUX = "no:libtmux"

Table = MutableMapping[str, Any]


@dataclass(frozen=True)
class Addition:
    """What a plugin needs in the `pyproject.toml` of the package that it joins."""

    key: str
    value: str
    dependencies: tuple[str, ...]
    development: tuple[str, ...]


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
    for field in ("dependencies", "entry-points"):
        if field in table["project"].get("dynamic", ()):
            raise ScaffoldError(
                f"{path} leaves {field} to its build backend (dynamic)",
                hint=f"write {field} into [project], and take them out of dynamic",
            )
    return Project(root, text, table)


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
    candidates = [ImportPackage(path.name, path) for path in listed] + [
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


def add_plugin(project: Project, addition: Addition) -> str:
    """Return the text of pyproject.toml with `addition`, all else as it was, byte for byte.

    Raises ScaffoldError where the file is written in a way that cannot be edited safely.
    """
    newline = "\r\n" if "\r\n" in project.text else "\n"
    text = project.text.replace("\r\n", "\n")
    document = tomlkit.parse(text)
    wanted = document.unwrap()
    _merge(wanted, addition)
    try:
        _merge(document, addition)
        edited = _aired(tomlkit.dumps(document), text)
        safe = tomlkit.parse(edited).unwrap() == wanted
    except TOMLKitError:
        safe = False
    if not safe:
        raise ScaffoldError(
            f"{project.root / FILE} is written in a way that cannot be added to safely",
            hint=f'add [project.entry-points."{GROUP}"] to it, and run the command again',
        )
    return edited.replace("\n", newline)


def _merge(document: Table, addition: Addition) -> None:
    """Make the additions in `document`, a tomlkit document or plain dicts."""
    project = document["project"]
    _append(_inner(_inner(project, "entry-points", outer=True), GROUP), addition)
    _require(project, "dependencies", addition.dependencies)
    groups = document.get("dependency-groups", {})
    listed = [*groups.values(), *project.get("optional-dependencies", {}).values()]
    known = {_name(line) for lines in listed for line in lines if isinstance(line, str)}
    if missing := [line for line in addition.development if _name(line) not in known]:
        _require(_inner(document, "dependency-groups"), "dev", missing)
    _switch_off_libtmux(document)


def _inner(table: Table, name: str, *, outer: bool = False) -> Table:
    """Return the table `name` in `table`, made where it is missing; `outer`: without a header."""
    if name not in table:
        plain = type(table) is dict
        table[name] = {} if plain else tomlkit.table(is_super_table=outer)
    inner: Table = table[name]
    return inner


def _append(table: Table, addition: Addition) -> None:
    """Add the entry point as the last key, before blank lines and comments that follow."""
    body = table.value.body if isinstance(table, AbstractTable) else []
    tail = []
    while body and body[-1][0] is None:
        tail.append(body.pop())
    table[addition.key] = addition.value
    body.extend(reversed(tail))


def _require(table: Table, field: str, requirements: Sequence[str]) -> None:
    """Add those of `requirements` whose distribution the list `field` does not name."""
    if not requirements:
        return
    if field not in table:
        table[field] = [] if type(table) is dict else tomlkit.array()
    lines = table[field]
    names = {_name(line) for line in lines if isinstance(line, str)}
    for requirement in requirements:
        if _name(requirement) not in names:
            lines.append(requirement)


def _switch_off_libtmux(document: Table) -> None:
    """Make pytest leave out libtmux's plugin, which crashes it, unless the package has done so."""
    pytest = _inner(_inner(document, "tool", outer=True), "pytest", outer=True)
    native = bool(pytest) and "ini_options" not in pytest
    options = pytest if native else _inner(pytest, "ini_options")
    given = options.get("addopts", "")
    if NO_LIBTMUX in (given if isinstance(given, str) else " ".join(given)):
        return
    if isinstance(given, list):
        given.extend(["-p", NO_LIBTMUX])
    elif native:
        options["addopts"] = ["-p", NO_LIBTMUX]
    else:
        options["addopts"] = f"{given} -p {NO_LIBTMUX}".strip()


def _name(requirement: str) -> str:
    """Return the normalised name of the distribution that `requirement` asks for."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement.strip())
    return re.sub(r"[-_.]+", "-", found.group()).lower() if found else ""


def _aired(edited: str, before: str) -> str:
    """Set each new table off by blank lines, and end the text as it ended before."""
    old = set(before.split("\n"))
    lines: list[str] = []
    in_new = False
    for line in edited.rstrip("\n").split("\n"):
        if line.startswith("["):
            if (in_new or line not in old) and lines and lines[-1].strip():
                lines.append("")
            in_new = line not in old
        lines.append(line)
    end = len(before) - len(before.rstrip("\n"))
    return "\n".join(lines) + "\n" * max(end, 1)
