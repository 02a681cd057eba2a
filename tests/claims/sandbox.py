"""A place where the commands of a document run: a home of its own, with a real CAO at hand."""

import os
import shutil
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from uv import find_uv_bin

from cao_scaffold.host.home import Home, private_home
from cao_scaffold.host.process import Finished, run
from tests.real_cao import commit_all, environment_with_cao, tree_of_cao

CHECKOUT = "cli-agent-orchestrator"
_PATIENCE = 400


@dataclass(frozen=True)
class Sandbox:
    """A working folder, and the environment of what runs there."""

    folder: Path
    environment: dict[str, str]

    def shell(self, script: str) -> Finished:
        """Run the lines of `script` as a person would type them; stop at the first that fails."""
        return run(
            ["bash", "-euo", "pipefail", "-c", script],
            environment=self.environment,
            folder=self.folder,
            timeout=_PATIENCE,
        )

    def python(self, code: str) -> Finished:
        """Run `code` in an environment that has CAO."""
        return run(
            [environment_with_cao(), "-c", code],
            environment=self.environment,
            folder=self.folder,
            timeout=_PATIENCE,
        )


@contextmanager
def sandbox(version: str, *, checkout: bool) -> Iterator[Sandbox]:
    """Make a place with CAO's commands, ours, uv, git and tmux; with a CAO tree if wanted."""
    with private_home() as home:
        folder = home.path / "work"
        folder.mkdir()
        if checkout:
            commit_all(tree_of_cao(version, folder / CHECKOUT))
        yield Sandbox(folder, home.environment(_variables(home, version)))


def _variables(home: Home, version: str) -> dict[str, str]:
    """Return a PATH with the programs by name, and the caches that a home of its own lacks."""
    programs = home.path / "programs"
    programs.mkdir()
    ours = Path(sysconfig.get_path("scripts"))
    cao = environment_with_cao(version).parent
    for program in (ours / "cao-scaffold", Path(find_uv_bin()), cao / "cao", cao / "cao-server"):
        (programs / program.name).symlink_to(program)
    cache = os.environ.get("UV_CACHE_DIR") or str(Path.home() / ".cache" / "uv")
    return {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "UV_CACHE_DIR": cache,
        "UV_PYTHON": sys.executable,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "EDITOR": shutil.which("true") or "true",
    }
