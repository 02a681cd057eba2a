"""A transaction: old or new, whenever the process is killed and wherever the disk is full."""

import fcntl
import os
import random
import re
import resource
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from cao_scaffold.edit.plan import Change, Plan
from cao_scaffold.edit.transaction import JOURNAL, STAGING, is_interrupted, recover
from cao_scaffold.errors import ScaffoldError
from tests.edit.killing import CHANGES, make_old
from tests.edit.test_plan import tree
from tests.small_disk import FULL_DISK, on_small_disk

CHECKOUT = Path(__file__).parents[2]


def kill(kind: str, folder: Path, points: Sequence[int] = ()) -> str:
    """Kill an action after each of `points` executed lines, in FOLDER/POINT; see killing.py."""
    command = [sys.executable, "-m", "tests.edit.killing", kind, str(folder), *map(str, points)]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def old(tmp_path):
    make_old(tmp_path / "old")
    return tree(tmp_path / "old")


@pytest.fixture
def new(tmp_path):
    make_old(tmp_path / "new")
    Plan(tmp_path / "new", CHANGES).apply()
    return tree(tmp_path / "new")


@pytest.fixture
def points(tmp_path):
    """Sixty random moments in the life of an edit."""
    make_old(tmp_path / "measured")
    lines = int(kill("edit", tmp_path / "measured"))
    return sorted(random.Random(lines).sample(range(lines), 60))


def test_it_leaves_old_or_new_when_killed_while_editing(tmp_path, old, new, points):
    kill("edit", tmp_path, points)
    interrupted = 0
    for point in points:
        root = tmp_path / str(point)
        interrupted += is_interrupted(root)
        recover(root)
        assert tree(root) in (old, new), point
        assert not is_interrupted(root)
    assert interrupted > 20


def test_it_leaves_nothing_or_all_when_killed_while_creating(tmp_path):
    lines = int(kill("create", tmp_path / "whole"))
    whole = tree(tmp_path / "whole")
    points = sorted(random.Random(lines).sample(range(lines), 60))
    kill("create", tmp_path, points)
    for point in points:
        root = tmp_path / str(point)
        recover(root / "a/root")
        assert tree(root) in ({}, whole), point


def test_it_finishes_a_recovery_that_was_killed_too(tmp_path, old, new, points):
    kill("recover", tmp_path, points)
    for point in points:
        recover(tmp_path / str(point))
        assert tree(tmp_path / str(point)) in (old, new), point


def test_it_keeps_what_somebody_wrote_after_the_kill(tmp_path, old, points):
    kill("edit", tmp_path, points)
    roots = [tmp_path / str(point) for point in points]
    halfway = [r for r in roots if (r / JOURNAL).exists() and (r / "deep/er/new.py").exists()]
    assert halfway
    (halfway[0] / "changed").write_bytes(b"mine")
    recover(halfway[0])
    assert tree(halfway[0]) == {**old, "changed": b"mine"}


def test_it_lets_one_process_write_at_a_time(tmp_path, old):
    root = tmp_path / "old"
    descriptor = os.open(root, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    with pytest.raises(ScaffoldError, match="another cao-scaffold is writing"):
        Plan(root, CHANGES).apply()
    os.close(descriptor)
    assert tree(root) == old


def test_it_removes_what_others_left_beside_a_new_folder(tmp_path):
    (tmp_path / f"{STAGING}dead").mkdir()
    Plan(tmp_path / "root", (Change("a", None, b""),)).apply()
    assert [path.name for path in tmp_path.iterdir()] == ["root"]


BIG = (Change("a", None, b"small"), Change("b", None, b"x" * 3_000_000))
FULL = textwrap.dedent("""
    import sys
    from pathlib import Path
    from cao_scaffold.edit.plan import Plan
    from cao_scaffold.errors import ScaffoldError
    from tests.edit.killing import make_old
    from tests.edit.test_plan import tree
    from tests.edit.test_transaction import BIG
    root = Path(sys.argv[1])
    if "exists" in sys.argv:
        make_old(root)
    before = tree(root.parent)
    try:
        Plan(root, BIG).apply()
    except ScaffoldError as problem:
        assert tree(root.parent) == before
        sys.exit(problem.message)
""")


def apply_big(
    root: Path, *words: str, before: Sequence[str] = (), **options: object
) -> subprocess.CompletedProcess[str]:
    """Apply BIG to `root`, which exists if so said; what fails leaves the tree, or asserts."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [*before, sys.executable, "-c", FULL, str(root), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=CHECKOUT,
        **options,
    )


@pytest.mark.parametrize("root", ["new", "exists"])
def test_it_leaves_nothing_on_a_full_disk(tmp_path, root):
    finished = apply_big(tmp_path / root, root, before=on_small_disk(tmp_path, kilobytes=1000))
    assert finished.returncode == 1
    assert re.fullmatch(
        f"cannot write in .*: ({FULL_DISK}); nothing was changed\n", finished.stderr
    )


@pytest.mark.parametrize("root", ["new", "exists"])
def test_it_leaves_nothing_where_a_file_may_not_grow(tmp_path, root):
    limit = (1_000_000, 1_000_000)
    finished = apply_big(
        tmp_path / root,
        root,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    assert finished.returncode == 1
    assert "File too large; nothing was changed" in finished.stderr
