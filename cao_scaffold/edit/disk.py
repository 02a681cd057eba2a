"""What is asked of the file system: bytes that stay, one writer at a time, plain refusals."""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.errors import ScaffoldError


def store(path: Path, content: bytes, *, mode: int | None = None) -> None:
    """Write the new file `path` and wait until the disk has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Wait until the disk has `path`: for a folder, its list of names."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_writable(path: Path) -> bool:
    """Tell whether `path` may be written; for root too, who can, a mode without w means no."""
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)


def first_missing(path: Path) -> Path:
    """Return the topmost of `path` and its parents that does not exist; else `path`."""
    path = path.absolute()
    return next((p for p in reversed([path, *path.parents]) if not os.path.lexists(p)), path)


@contextlib.contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`, which the system frees when the process dies."""
    if not folder.is_dir():
        raise ScaffoldError(f"{folder} is no folder")
    if not is_writable(folder):
        raise ScaffoldError(f"{folder} is not writable", hint=f"chmod u+w {folder}")
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as problem:
        raise ScaffoldError(
            f"another cao-scaffold is writing in {folder}", hint="wait until it is done"
        ) from problem
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def refusals(root: Path) -> Iterator[None]:
    """Turn the system's refusals to write in `root` into ours."""
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ScaffoldError(f"cannot write in {root}: {reason}; nothing was changed") from problem
