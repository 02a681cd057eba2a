"""Environments with real releases of CAO, made once and kept in the user's cache."""

import fcntl
import os
import shutil
import sys
from pathlib import Path

from cao_scaffold.host.environment import NEWEST, cao_requirements, make_environment

RELEASES = ("2.1.1", "2.3.0", "2.4.0", "2.4.1", "2.5.0", "2.5.3", NEWEST)


def environment_with_cao(version: str = NEWEST) -> Path:
    """Return the Python of an environment with CAO `version` alone; not to be changed."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cao-scaffold-tests"
    cache.mkdir(parents=True, exist_ok=True)
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    folder = cache / f"cao-{version}-python-{python}"
    complete = folder / "complete"
    # Test processes run side by side: one makes the environment, the others wait.
    with (cache / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not complete.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make_environment(folder, cao_requirements(version))
            complete.touch()
    return folder / "bin" / "python"
