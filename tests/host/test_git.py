"""What git would lose is told before a file is patched."""

import subprocess
from pathlib import Path

import pytest

from cao_scaffold.host.git import uncommitted


def git(folder: Path, *words: str) -> None:
    names = ("-c", "user.name=t", "-c", "user.email=t@localhost")
    subprocess.run(["git", "-C", str(folder), *names, *words], check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    for name in ("kept.py", "changed.py", "sub/inner.py", "odd [x].py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("one\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_a_committed_file_is_not_named(tree: Path) -> None:
    assert uncommitted(tree, ["kept.py", "sub/inner.py"]) == ()


def test_a_changed_a_staged_and_an_untracked_file_are_named(tree: Path) -> None:
    (tree / "changed.py").write_text("two\n")
    (tree / "odd [x].py").write_text("two\n")
    git(tree, "add", "odd [x].py")
    (tree / "new.py").write_text("new\n")

    assert uncommitted(tree, ["changed.py", "kept.py", "new.py", "odd [x].py"]) == (
        "changed.py",
        "new.py",
        "odd [x].py",
    )


def test_another_file_is_not_looked_at(tree: Path) -> None:
    (tree / "changed.py").write_text("two\n")

    assert uncommitted(tree, ["kept.py"]) == ()


def test_paths_are_those_of_a_root_below_the_top(tree: Path) -> None:
    (tree / "sub/inner.py").write_text("two\n")

    assert uncommitted(tree / "sub", ["inner.py"]) == ("inner.py",)


def test_a_folder_that_is_not_gits_has_nothing_uncommitted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("one\n")

    assert uncommitted(tmp_path, ["a.py"]) == ()


def test_a_file_that_is_not_there_has_nothing_to_lose(tree: Path) -> None:
    assert uncommitted(tree, ["absent.py"]) == ()


def test_the_index_is_not_written(tree: Path) -> None:
    before = (tree / ".git/index").stat().st_mtime_ns
    (tree / "kept.py").touch()

    uncommitted(tree, ["kept.py"])

    assert (tree / ".git/index").stat().st_mtime_ns == before
