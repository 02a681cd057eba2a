"""What git says of a tree: whether it is one of git's, and which files have uncommitted changes."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from cao_scaffold.errors import ScaffoldError


def uncommitted(root: Path, paths: Sequence[str]) -> tuple[str, ...]:
    """Return those of `paths`, relative to `root`, that git would lose: changed and untracked.

    () where `root` is in no git working tree, or git is not there to be asked.
    """
    git = shutil.which("git")
    existing = [path for path in paths if (root / path).exists()]
    if not git or not existing or not _is_tree(git, root):
        return ()
    prefix = _top(git, root)
    command = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--"]
    said = _run(git, root, [*command, *(f":(top,literal){prefix}{path}" for path in existing)])
    if said.returncode != 0:
        raise ScaffoldError(f"git status failed in {root}: {said.stderr.strip()}")
    entries = [entry[3:] for entry in said.stdout.split("\0") if entry]
    return tuple(sorted(entry.removeprefix(prefix) for entry in entries))


def _is_tree(git: str, root: Path) -> bool:
    return _run(git, root, ["rev-parse", "--is-inside-work-tree"]).stdout.strip() == "true"


def _top(git: str, root: Path) -> str:
    """Return the path of `root` from the top of the working tree, "" or with a slash at its end."""
    return _run(git, root, ["rev-parse", "--show-prefix"]).stdout.rstrip("\n")


def _run(git: str, root: Path, words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name != "GIT_DIR"}
    return subprocess.run(
        [git, "-C", str(root), *words],
        capture_output=True,
        text=True,
        env={**environment, "GIT_OPTIONAL_LOCKS": "0"},
        check=False,
    )
