"""A package's `pyproject.toml`: names, entry points, requirements and test options."""

import configparser
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold.errors import ScaffoldError, UsageError

FILE = "pyproject.toml"
GROUP = "cao.plugins"
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_OTHER_OPTIONS = {"pytest.ini": "pytest", "tox.ini": "pytest", "setup.cfg": "tool:pytest"}


@dataclass(frozen=True)
class Project:
    """The parsed file; `text` is kept for its lines."""

    root: Path
    text: str
    document: Mapping[str, Any]

    def table(self, *keys: str) -> Mapping[str, Any]:
        """Return the table at `keys`, empty where there is none."""
        found: Any = self.document
        for key in keys:
            found = found.get(key, {}) if isinstance(found, Mapping) else {}
        return found if isinstance(found, Mapping) else {}

    @property
    def name(self) -> str:
        """The distribution's name."""
        return str(self.table("project").get("name", ""))

    @property
    def entry_points(self) -> dict[str, str]:
        """The plugins: key -> "module:attribute"."""
        tables = (
            self.table("project", "entry-points", GROUP),
            self.table("tool", "poetry", "plugins", GROUP),
        )
        return {str(key): str(value) for table in tables for key, value in table.items()}

    def is_dynamic(self, field: str) -> bool:
        """Tell whether the build backend computes `field`, or none of it stands under [project]."""
        project = self.table("project")
        return not project or field in project.get("dynamic", ())

    @property
    def requirements(self) -> tuple[str, ...]:
        """The requirements that come with every installation."""
        return _strings(self.table("project").get("dependencies"))

    @property
    def extras(self) -> tuple[str, ...]:
        """The requirements of all optional dependencies."""
        lists = self.table("project", "optional-dependencies").values()
        return tuple(each for one in lists for each in _strings(one))

    @property
    def development(self) -> tuple[str, ...]:
        """The requirements of the dependency groups and extras."""
        groups = self.table("dependency-groups").values()
        return tuple(each for one in groups for each in _strings(one)) + self.extras

    @property
    def pytest_options(self) -> str:
        """What pytest is always given, wherever that is written."""
        native = self.table("tool", "pytest").get("addopts", "")
        given = self.table("tool", "pytest", "ini_options").get("addopts", native)
        options = given if isinstance(given, str) else " ".join(map(str, given))
        return " ".join([options, *(_options(self.root, *each) for each in _OTHER_OPTIONS.items())])

    def line(self, *needles: str) -> int:
        """Return the line that holds the first of `needles` to be found, 1 where none is."""
        for needle in needles:
            for number, line in enumerate(self.text.split("\n"), 1):
                if needle in line:
                    return number
        return 1


def read_project(root: Path) -> Project:
    """Read the project in `root`; UsageError where there is none to check."""
    path = root / FILE
    if not path.is_file():
        raise UsageError(
            f"{root} holds no {FILE}, so there is no package to check",
            hint="cao-scaffold plugin NAME   (writes one)",
        )
    try:
        text = path.read_text(encoding="utf-8")
        return Project(root, text, tomlkit.parse(text).unwrap())
    except (TOMLKitError, UnicodeDecodeError) as problem:
        raise ScaffoldError(f"{path}: {problem}", hint="mend the file's syntax") from None


def distribution(requirement: str) -> str:
    """Return the normalised name in a requirement such as "HTTPX[http2]>=0.27"."""
    match = _NAME.match(requirement.strip())
    return normalised(match.group()) if match else ""


def normalised(name: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _strings(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _options(root: Path, file: str, section: str) -> str:
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read(root / file, encoding="utf-8")
        return parser.get(section, "addopts", fallback="")
    except (configparser.Error, UnicodeDecodeError):
        return ""
