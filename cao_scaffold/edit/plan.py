"""A plan: files as they are and as they shall be; it shows the difference and applies it."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from cao_scaffold.edit.transaction import Write, create_tree, edit_tree
from cao_scaffold.errors import ScaffoldError


@dataclass(frozen=True)
class Change:
    """One file, by its path relative to the plan's root, with `/` between the parts.

    `before` and `after` are its bytes, None where it does not exist. `mode` is that of
    the new file; None keeps what is there, or lets the umask decide.
    """

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None = None

    def __post_init__(self) -> None:
        parts = PurePosixPath(self.path).parts
        if not parts or self.path.startswith("/") or ".." in parts:
            raise ValueError(f"not a path inside the root: {self.path!r}")


@dataclass(frozen=True)
class Plan:
    """Changes to the files below `root`, made all or not at all."""

    root: Path
    changes: tuple[Change, ...]

    @property
    def is_done(self) -> bool:
        """Whether every file is already as it shall be."""
        return all(change.before == change.after for change in self.changes)

    def diff(self) -> str:
        """Return the changes as one patch that `git apply` and `patch -p1` accept."""
        return "".join("".join(_patch(change)) for change in self.changes)

    def apply(self) -> None:
        """Make every change, or none: a new root appears in one step, files in one transaction.

        Raises ScaffoldError, with the tree as it was, where a file is no longer as planned,
        is read-only, or cannot be written. A process killed halfway leaves a journal;
        see `transaction.recover`.
        """
        writes = [
            Write(change.path, change.after, change.mode)
            for change in self.changes
            if change.before != change.after or change.mode is not None
        ]
        if self.root.is_dir():
            self._check()
            edit_tree(self.root, writes)
        else:
            create_tree(self.root, writes)

    def _check(self) -> None:
        """Raise ScaffoldError unless each file is still what the plan was made from."""
        for change in self.changes:
            if read(self.root / change.path) != change.before:
                raise ScaffoldError(
                    f"{self.root / change.path} has changed in the meantime",
                    hint="run the command again",
                )


def read(path: Path) -> bytes | None:
    """Return the bytes of `path`, None where there is no such file."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as problem:
        raise ScaffoldError(f"cannot read {path}: {problem.strerror}") from problem


def _patch(change: Change) -> Iterator[str]:
    if change.before == change.after:
        return
    path = change.path
    yield f"diff --git a/{path} b/{path}\n"
    if change.before is None:
        yield f"new file mode 100{change.mode or 0o644:o}\n"
    if change.after is None:
        yield "deleted file mode 100644\n"
    old = "/dev/null" if change.before is None else f"a/{path}"
    new = "/dev/null" if change.after is None else f"b/{path}"
    try:
        before, after = (_lines(text) for text in (change.before, change.after))
    except UnicodeDecodeError:
        yield f"Binary files {old} and {new} differ\n"
        return
    for line in difflib.unified_diff(before, after, old, new):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: bytes | None) -> list[str]:
    """Return the lines, split at `\\n` alone, each with its end."""
    lines = (text or b"").decode("utf-8").split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
