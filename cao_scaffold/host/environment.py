"""Where CAO lives: the Python that has it, which release, and how to make a fresh one."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from uv import find_uv_bin

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.process import run

DISTRIBUTION = "cli-agent-orchestrator"
NEWEST = "2.5.4"

# What a release imports without declaring it: it came with another package once.
_UNDECLARED = {"2.1.1": ("httpx",)}

_VERSION = f"import importlib.metadata as m; print(m.version({DISTRIBUTION!r}))"
_COMMANDS = ("cao-server", "cao")
_LAST_LINES = 15


def find_python(given: Path | None = None) -> Path:
    """Return a Python that has CAO: `given`, the active environment's, or that of `cao-server`.

    `given` may be an environment's folder. Raises ScaffoldError where none has CAO.
    """
    if given is not None:
        python = _executable(given)
        cao_version(python)
        return python
    for candidate in _candidates():
        if _installed_version(candidate):
            return candidate
    raise ScaffoldError(
        "no Python with CAO found: not in the active environment, and no cao-server on the PATH",
        hint=f"uv tool install {DISTRIBUTION}   (or give --python)",
    )


def find_tree_python(root: Path, given: Path | None = None) -> Path | None:
    """Return a Python that has what the CAO tree `root` needs; None where none is at hand.

    `given`, else the tree's own `.venv`, else the active environment. Run it with the tree's
    `src` first on PYTHONPATH: CAO itself may be another one there.
    """
    if given is not None:
        return find_python(given)
    active = os.environ.get("VIRTUAL_ENV")
    folders = [root / ".venv", *([Path(active)] if active else [])]
    for python in (folder / "bin" / "python" for folder in folders):
        if python.exists() and _installed_version(python):
            return python
    return None


def cao_version(python: Path) -> str:
    """Return the release of CAO that `python` has, without importing CAO."""
    version = _installed_version(python)
    if not version:
        raise ScaffoldError(
            f"{python} has no CAO",
            hint=f"uv pip install --python {python} {DISTRIBUTION}",
        )
    return version


def cao_requirements(version: str = NEWEST) -> tuple[str, ...]:
    """Return what to install for a CAO of this release that starts."""
    return (f"{DISTRIBUTION}=={version}", *_UNDECLARED.get(version, ()))


def make_environment(
    folder: Path, requirements: Sequence[str], *, python: str | None = None
) -> Path:
    """Make a virtual environment in `folder` with `requirements`; return its Python.

    `python` is what uv accepts: a version or a path; default, the one that runs this.
    A requirement that is a path is absolute.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    uv("venv", "--quiet", "--no-project", "--python", python or sys.executable, folder)
    made = folder / "bin" / "python"
    uv("pip", "install", "--quiet", "--python", made, *requirements)
    return made


def uv(*arguments: str | Path) -> str:
    """Run uv and return its output; ScaffoldError with its last lines where it fails."""
    left_out = ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONPATH", "PYTHONHOME", "UV_PROJECT_ENVIRONMENT")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    finished = run([find_uv_bin(), *arguments], environment=environment, folder=Path("/"))
    if finished.code != 0:
        last = "\n".join(finished.errors.strip().split("\n")[-_LAST_LINES:])
        raise ScaffoldError(f"uv {arguments[0]} failed:\n{last}")
    return finished.output


def _candidates() -> list[Path]:
    """Return the Pythons that may have CAO, most likely first."""
    active = os.environ.get("VIRTUAL_ENV")
    found = [Path(active) / "bin" / "python"] if active else []
    for command in _COMMANDS:
        script = shutil.which(command)
        if script and (interpreter := _interpreter(Path(script))):
            found.append(interpreter)
    return [python for python in found if python.exists()]


def _interpreter(script: Path) -> Path | None:
    """Return the Python that runs `script`, from its first line or the folder it really is in."""
    with script.open("rb") as file:
        first = file.readline().decode("utf-8", "replace").strip()
    path = first.removeprefix("#!").split(" ")[0]
    if first.startswith("#!") and Path(path).name.startswith("python"):
        return Path(path)
    # A path with a space, or one too long for the kernel, is run through /bin/sh.
    beside = script.resolve().parent / "python"
    return beside if beside.exists() else None


def _executable(given: Path) -> Path:
    """Return the absolute path of the Python that `given` names, its links not followed."""
    python = given / "bin" / "python" if given.is_dir() else given
    if not python.is_file() or not os.access(python, os.X_OK):
        raise ScaffoldError(f"{given} is no Python", hint="give --python an environment's Python")
    return python.absolute()


def _installed_version(python: Path) -> str:
    """Return the release, or "" where `python` has none or does not run."""
    environment = {n: v for n, v in os.environ.items() if not n.startswith("PYTHON")}
    try:
        finished = run(
            [python, "-c", _VERSION], environment=environment, folder=python.parent, timeout=60
        )
    except OSError:
        return ""
    return finished.output.strip() if finished.code == 0 else ""
