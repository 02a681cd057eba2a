"""A HOME of its own for CAO: folder, environment and tmux server, all gone at the end."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_CALLERS_OWN = (
    *("CAO_", "PYTHON", "PYTEST_", "COVERAGE_", "TMUX", "XDG_"),
    *("VIRTUAL_ENV", "CONDA_", "UV_PROJECT_ENVIRONMENT", "UV_PYTHON"),
)
_LOOPBACK = "127.0.0.1,localhost"


@dataclass(frozen=True)
class Home:
    """A fresh folder that plays HOME, and the environment of whatever runs there."""

    path: Path

    @property
    def cao(self) -> Path:
        """Where CAO keeps its data: releases before CAO_HOME_DIR know this place only."""
        return self.path / ".aws" / "cli-agent-orchestrator"

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the caller's environment without CAO's, Python's and tmux's, plus `extra`."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(_CALLERS_OWN)
        }
        folders = {
            f"XDG_{kind}_HOME": kind.lower() for kind in ("CONFIG", "CACHE", "DATA", "STATE")
        }
        own = {name: str(self.path / "xdg" / folder) for name, folder in folders.items()}
        direct = ",".join(filter(None, (os.environ.get("NO_PROXY"), _LOOPBACK)))
        return {
            **kept,
            **own,
            "HOME": str(self.path),
            "CAO_HOME_DIR": str(self.cao),
            "TMUX_TMPDIR": str(self.path / "tmux"),
            "SHELL": _shell(),
            "NO_PROXY": direct,
            "no_proxy": direct,
            **(extra or {}),
        }


@contextlib.contextmanager
def private_home() -> Iterator[Home]:
    """Make a Home; at the end kill the tmux servers started in it and remove the folder."""
    # The short prefix keeps tmux's socket within the 104 bytes that macOS allows.
    home = Home(Path(tempfile.mkdtemp(prefix="cao-")).resolve())
    try:
        (home.path / "tmux").mkdir(mode=0o700)
        home.cao.mkdir(parents=True, mode=0o700)
        yield home
    finally:
        _kill_tmux(home)
        _remove(home.path)


def _shell() -> str:
    """Return the login shell of the private tmux: one whose profile we know how to write."""
    return shutil.which("bash") or "/bin/sh"


def _kill_tmux(home: Home) -> None:
    tmux = shutil.which("tmux")
    for socket in (home.path / "tmux").glob("tmux-*/*") if tmux else ():
        server = [str(tmux), "-S", str(socket)]
        ids = _output([*server, "display-message", "-p", "#{pid}"], home)
        _output([*server, "kill-server"], home)
        if ids.isdigit():
            _wait_for_end(int(ids))


def _output(command: list[str], home: Home) -> str:
    finished = subprocess.run(
        command, env=home.environment(), capture_output=True, text=True, check=False
    )
    return finished.stdout.strip()


def _wait_for_end(process_id: int) -> None:
    """Wait until the tmux server, which answers before it ends, has ended; kill it if need be."""
    with contextlib.suppress(ProcessLookupError):
        for _ in range(100):
            os.kill(process_id, 0)
            time.sleep(0.02)
        os.kill(process_id, signal.SIGKILL)


def _remove(folder: Path) -> None:
    """Remove `folder`, again while what was just killed still writes its last file."""
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)
