"""Run as a program: apply CHANGES in forks that kill themselves after so many executed lines.

    python -m tests.edit.killing {edit,create,recover} FOLDER LINES...

Each fork works in FOLDER/LINES. "recover" kills the recovery of what a killed "edit" left.
Without LINES it prints how many lines a whole run executes.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from cao_scaffold.edit.plan import Change, Plan
from cao_scaffold.edit.transaction import recover

CHANGES = (
    Change("deep/er/new.py", None, "é\u2028\f\n".encode()),
    Change("empty", None, b""),
    Change("changed", b"a\r\nb\r\n", b"a\r\nB"),
    Change("gone/last", b"x\n", None),
)


def make_old(root: Path) -> None:
    """Make the tree that CHANGES start from."""
    (root / "gone").mkdir(parents=True)
    (root / "gone/last").write_bytes(b"x\n")
    (root / "changed").write_bytes(b"a\r\nb\r\n")


def edit(root: Path) -> None:
    """Change an existing folder."""
    Plan(root, CHANGES).apply()


def create(root: Path) -> None:
    """Make a new folder, and its parent."""
    Plan(root / "a/root", tuple(c for c in CHANGES if c.after is not None and not c.before)).apply()


ACTIONS: dict[str, Callable[[Path], object]] = {"edit": edit, "create": create, "recover": recover}


def lines_of(action: Callable[[Path], object], root: Path) -> int:
    """Run `action` and count the lines that Python executes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    action(root)
    sys.settrace(None)
    return count


def die_in(action: Callable[[Path], object], root: Path, lines: int) -> None:
    """Fork; the child is killed with SIGKILL after `lines` lines of `action`."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    left = lines

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        left -= event == "line"
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    action(root)
    os._exit(0)


def main(kind: str, folder: Path, points: list[int]) -> None:
    """Do what the module says."""
    for lines in points:
        root = folder / str(lines)
        (root.mkdir if kind == "create" else lambda path=root: make_old(path))()
        if kind == "recover":
            die_in(edit, root, lines)
        die_in(ACTIONS[kind], root, lines % 200 if kind == "recover" else lines)
    if not points:
        print(lines_of(ACTIONS[kind], folder))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [int(word) for word in sys.argv[3:]])
