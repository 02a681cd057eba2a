"""Where a trial runs: a Python with CAO and the package, the user's own environments untouched."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.environment import (
    NEWEST,
    cao_requirements,
    cao_version,
    find_python,
    make_environment,
    uv,
)
from cao_scaffold.host.home import Home
from cao_scaffold.host.probe import run_probe
from cao_scaffold.trial.subject import Subject

_LEFT_OUT = shutil.ignore_patterns(".venv", "venv", ".tox", ".nox", "node_modules", "__pycache__")

# Walks what the package requires, and returns what this Python does not have.
_MISSING = """
import importlib.metadata as metadata
import re


def probe(root):
    missing, seen, waiting = [], set(), [root]
    while waiting:
        requirement = waiting.pop()
        name = re.match(r"[A-Za-z0-9._-]+", requirement).group().lower()
        if name in seen or re.search(r";.*\\bextra\\b", requirement):
            continue
        seen.add(name)
        try:
            waiting += metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            missing.append(requirement)
    return missing
"""

_HAS_PROVIDER = """
import importlib.util


def probe(name):
    return importlib.util.find_spec(f"cli_agent_orchestrator.providers.{name}") is not None
"""


@dataclass(frozen=True)
class Place:
    """A Python, and what its environment needs to find the package."""

    python: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        """The release of CAO."""
        return cao_version(self.python)

    def has_provider(self, name: str, home: Home) -> bool:
        """Tell whether this release offers the agent provider `name`."""
        return bool(run_probe(self.python, _HAS_PROVIDER, name, home=home))


def make_place(subject: Subject, home: Home, *, python: Path | None, version: str | None) -> Place:
    """Make a throw-away environment below `home`; with `python` given, put a copy beside it."""
    source = home.path / "source"
    shutil.copytree(subject.folder, source, symlinks=True, ignore=_LEFT_OUT)
    if python is None:
        wanted = [*cao_requirements(version or NEWEST), str(source)]
        return Place(make_environment(home.path / "environment", wanted))
    return _beside(find_python(python), subject, source, home)


def _beside(python: Path, subject: Subject, source: Path, home: Home) -> Place:
    """Install the package, and what `python` lacks of its needs, into a folder on PYTHONPATH."""
    target = home.path / "packages"
    place = Place(python, {"PYTHONPATH": str(target)})
    wanted, before = [str(source)], [""]
    while wanted and wanted != before:
        quiet = ("--quiet", "--no-deps", "--python", python, "--target", target)
        uv("pip", "install", *quiet, *wanted)
        before = wanted
        wanted = run_probe(
            python, _MISSING, subject.distribution, home=home, environment=place.environment
        )
    # What is still missing is for another platform or another Python.
    if subject.distribution in wanted:
        raise ScaffoldError(f"{subject.folder} installs no {json.dumps(subject.distribution)}")
    return place
