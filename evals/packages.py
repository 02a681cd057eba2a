"""A plugin package in a workspace: found, put where a CAO of any release loads it, and run."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomlkit
from packaging.requirements import Requirement
from tomlkit.exceptions import TOMLKitError
from uv import find_uv_bin

from cao_scaffold.host.home import private_home
from cao_scaffold.host.probe import ProbeError, run_probe
from evals.grading import CannotGradeError
from tests.real_cao import environment_with_cao

_GROUP = "cao.plugins"


@dataclass(frozen=True)
class Package:
    """A package by its pyproject.toml; `plugins` are the entry points."""

    folder: Path
    project: Mapping[str, Any]
    plugins: Mapping[str, str]

    @property
    def needs(self) -> tuple[str, ...]:
        """What it declares beside CAO."""
        declared = map(str, self.project.get("dependencies", []))
        return tuple(d for d in declared if Requirement(d).name != "cli-agent-orchestrator")

    def python(self, version: str, *extra: str) -> Path:
        """Return a Python with CAO `version` and what the package needs, without the package."""
        return environment_with_cao(version, *self.needs, *extra)


def find_package(workspace: Path) -> Package:
    """Return the plugin package below `workspace`; raise CannotGradeError where there is none."""
    for path in sorted(workspace.rglob("pyproject.toml")):
        try:
            project = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap().get("project", {})
        except (TOMLKitError, UnicodeDecodeError):
            continue
        plugins = project.get("entry-points", {}).get(_GROUP, {})
        if plugins:
            return Package(path.parent, project, plugins)
    raise CannotGradeError("no pyproject.toml declares an entry point in the group cao.plugins")


@contextmanager
def installed(package: Package) -> Iterator[Path]:
    """Install the package alone into a folder for PYTHONPATH."""
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        words = ["pip", "install", "--quiet", "--no-deps", "--target", str(site)]
        finished = subprocess.run(
            [find_uv_bin(), *words, str(package.folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode != 0:
            raise CannotGradeError(f"it does not install: {finished.stderr.strip()[-500:]}")
        yield site


def probed(
    package: Package, site: Path, snippet: str, argument: object, *, version: str, **extra: str
) -> Any:
    """Run `snippet` where CAO `version` and the package are; raise CannotGradeError if it ends."""
    with private_home() as home:
        try:
            return run_probe(
                package.python(version),
                snippet,
                argument,
                home=home,
                environment={"PYTHONPATH": str(site), **extra},
                timeout=120,
            )
        except ProbeError as problem:
            raise CannotGradeError(problem.message) from problem


def modules(package: Package) -> tuple[Path, ...]:
    """Return the files that the entry points name."""
    names = {re.split(r"[:\s]", target)[0] for target in package.plugins.values()}
    places = (package.folder, package.folder / "src")
    paths = (place / f"{name.replace('.', '/')}.py" for name in names for place in places)
    return tuple(path for path in paths if path.is_file())
