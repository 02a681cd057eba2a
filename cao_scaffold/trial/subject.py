"""What a plugin package says of itself: its plugins, what they were made from, its variables."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold.errors import ScaffoldError

RECORD = ".cao-scaffold.toml"
_GROUP = "cao.plugins"
# A setting in env.template, also one that is commented out because it has a default.
_SETTING = re.compile(r"^(?P<off>\s*#\s*)?(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)$", re.MULTILINE)
_SKIPPED = {".venv", "venv", ".git", ".tox", ".nox", "node_modules", "__pycache__"}


@dataclass(frozen=True)
class Plugin:
    """One entry point, and the integration that the record names for it ("" for none)."""

    name: str
    module: str
    integration: str = ""

    @property
    def prefix(self) -> str:
        """What the plugin's variables begin with, where cao-scaffold wrote it."""
        return f"CAO_{self.name.upper()}_"


@dataclass(frozen=True)
class Variable:
    """One variable of env.template; `optional` where its line is commented out."""

    name: str
    value: str
    optional: bool


@dataclass(frozen=True)
class Subject:
    """A plugin package on disk."""

    folder: Path
    distribution: str
    plugins: tuple[Plugin, ...]
    variables: tuple[Variable, ...]
    hears_messages: bool


def read_subject(folder: Path) -> Subject:
    """Read the package in `folder`; ScaffoldError where it is none, or declares no plugin."""
    project = _table(_read_toml(folder / "pyproject.toml"), "project")
    entry_points = _table(project, "entry-points", _GROUP)
    if not entry_points:
        raise ScaffoldError(
            f"{folder / 'pyproject.toml'} declares no plugin",
            hint=f'add [project.entry-points."{_GROUP}"], or make one: cao-scaffold plugin NAME',
        )
    record = folder / RECORD
    made = _table(_read_toml(record), "plugins") if record.is_file() else {}
    plugins = tuple(
        Plugin(name, str(target).partition(":")[0], _integration(made, name))
        for name, target in entry_points.items()
    )
    name = str(project.get("name", ""))
    return Subject(folder, name, plugins, _variables(folder), _hears_messages(folder))


def _integration(made: Mapping[str, Any], plugin: str) -> str:
    return str(_table(made, plugin, "answers").get("integration", ""))


def _variables(folder: Path) -> tuple[Variable, ...]:
    template = folder / "env.template"
    text = template.read_text(encoding="utf-8") if template.is_file() else ""
    return tuple(
        Variable(each["name"], each["value"].strip(), bool(each["off"]))
        for each in _SETTING.finditer(text)
    )


def _hears_messages(folder: Path) -> bool:
    """Tell whether any module speaks of the event; a plugin may care for sessions alone."""
    return any(
        "post_send_message" in module.read_text(encoding="utf-8", errors="replace")
        for module in folder.rglob("*.py")
        if not _SKIPPED.intersection(module.relative_to(folder).parts)
        and "tests" not in module.relative_to(folder).parts
    )


def _read_toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    except FileNotFoundError:
        raise ScaffoldError(
            f"{path.parent} is no plugin package: it has no {path.name}",
            hint="cao-scaffold plugin NAME",
        ) from None
    except (OSError, UnicodeDecodeError, TOMLKitError) as problem:
        raise ScaffoldError(f"{path} cannot be read: {problem}") from None


def _table(value: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """Return the table at `keys`, an empty one where there is none."""
    for key in keys:
        found = value.get(key)
        value = found if isinstance(found, Mapping) else {}
    return value
