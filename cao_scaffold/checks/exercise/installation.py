"""Makes a package importable for one run, without touching the Python that runs it."""

from dataclasses import dataclass
from pathlib import Path

from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import GROUP, distribution, normalised
from cao_scaffold.host.environment import DISTRIBUTION, uv
from cao_scaffold.host.home import Home
from cao_scaffold.host.probe import run_probe

_MISSING = """
import importlib.metadata


def probe(names):
    return [name for name in names if not is_installed(name)]


def is_installed(name):
    try:
        return bool(importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return False
"""


@dataclass(frozen=True)
class Installation:
    """Folders to look in before and after the Python's own; `added` was not there."""

    early: tuple[Path, ...]
    late: tuple[Path, ...]
    added: tuple[str, ...]


def install(package: Package, python: Path, home: Home) -> Installation:
    """Describe `package` in `home` as installed, and add there what it requires and `python` lacks.

    Raises ScaffoldError where a requirement cannot be installed.
    """
    described = home.path / "described"
    _describe(package, described)
    sources = [s for s in package.sources if any(_holds(s, top) for top in package.tops)]
    missing = _missing(package, python, home)
    aside = home.path / "required"
    if missing:
        uv("pip", "install", "--quiet", "--python", python, "--target", aside, *missing)
    return Installation((described, *sources), (aside,) if missing else (), missing)


def _describe(package: Package, folder: Path) -> None:
    """Write the metadata by which Python finds entry points."""
    name = normalised(package.project.name or "plugin")
    info = folder / f"{name.replace('-', '_')}-0.dist-info"
    info.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\n"
    (info / "METADATA").write_text(metadata, encoding="utf-8")
    lines = [f"{key} = {value}" for key, value in package.project.entry_points.items()]
    text = "\n".join([f"[{GROUP}]", *lines, ""])
    (info / "entry_points.txt").write_text(text, encoding="utf-8")


def _holds(source: Path, top: str) -> bool:
    return (source / top).is_dir() or (source / f"{top}.py").is_file()


def _missing(package: Package, python: Path, home: Home) -> tuple[str, ...]:
    wanted = {distribution(each): each for each in package.project.requirements}
    wanted.pop(DISTRIBUTION, None)
    lacking = run_probe(python, _MISSING, list(wanted), home=home, timeout=30)
    return tuple(wanted[name] for name in lacking)
