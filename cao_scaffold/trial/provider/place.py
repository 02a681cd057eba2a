"""The CAO that a provider is tried in: a source tree's own code, or an installed one."""

from dataclasses import dataclass, field
from pathlib import Path

import tomlkit

from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.environment import (
    cao_version,
    find_tree_python,
    make_environment,
    uv,
)
from cao_scaffold.host.home import Home


@dataclass(frozen=True)
class TreePlace:
    """A Python, what its environment needs to run this CAO, and which release it is."""

    python: Path
    version: str
    environment: dict[str, str] = field(default_factory=dict)


def place_in(checkout: Checkout, home: Home, *, python: Path | None = None) -> TreePlace:
    """Find what runs `checkout`; below `home`, make it where a tree has no environment.

    Nothing is written into the tree.
    """
    quiet = {"PYTHONDONTWRITEBYTECODE": "1"}
    if checkout.python:
        return TreePlace(checkout.python, cao_version(checkout.python), quiet)
    found = find_tree_python(checkout.root, python)
    if found is None:
        wanted = ["-r", str(_requirements(checkout.root, home))]
        found = make_environment(home.path / "environment", wanted)
    source = str((checkout.root / checkout.package).parent)
    return TreePlace(found, _version(checkout.root), {**quiet, "PYTHONPATH": source})


def _requirements(root: Path, home: Home) -> Path:
    """Return a file that names what the tree needs, pinned where it has a lock."""
    if not (root / "uv.lock").is_file():
        return root / "pyproject.toml"
    pins = home.path / "requirements.txt"
    locked = ("--locked", "--no-dev", "--no-emit-project", "--no-hashes")
    uv("export", "--quiet", "--project", root, *locked, "--output-file", pins)
    return pins


def _version(root: Path) -> str:
    project = tomlkit.parse((root / "pyproject.toml").read_text(encoding="utf-8"))
    return str(project.get("project", {}).get("version", ""))
