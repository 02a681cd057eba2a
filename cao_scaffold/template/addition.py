"""A plugin added to a `pyproject.toml`, with everything else as it was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.project import FILE, GROUP, Project, Table

NO_LIBTMUX = "no:libtmux"


@dataclass(frozen=True)
class Addition:
    """What a plugin needs in the `pyproject.toml` of the package that it joins."""

    key: str
    value: str
    dependencies: tuple[str, ...]
    development: tuple[str, ...]


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
