"""A plan: the difference it shows, and the tree that it leaves."""

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from cao_scaffold.edit.plan import Change, Plan
from cao_scaffold.errors import ScaffoldError
from tests.edit.killing import CHANGES, make_old


def tree(root: Path) -> dict[str, bytes | None]:
    """Every path below `root`, folders too, with the bytes of the files."""
    return {
        str(path.relative_to(root)): None if path.is_dir() else path.read_bytes()
        for path in sorted(root.rglob("*"))
    }


def test_it_changes_nothing_where_nothing_differs(tmp_path):
    (tmp_path / "a").write_bytes(b"same\n")
    before = (tmp_path / "a").stat()
    plan = Plan(tmp_path, (Change("a", b"same\n", b"same\n"),))
    assert plan.diff() == ""
    plan.apply()
    assert (tmp_path / "a").stat().st_ino == before.st_ino


def test_it_shows_the_difference():
    changes = (Change("x/new", None, b"1\n2"), Change("old", b"a\nb\n", b"a\nc\n"))
    assert Plan(Path("root"), changes).diff() == (
        "diff --git a/x/new b/x/new\n"
        "new file mode 100644\n"
        "--- /dev/null\n"
        "+++ b/x/new\n"
        "@@ -0,0 +1,2 @@\n"
        "+1\n"
        "+2\n"
        "\\ No newline at end of file\n"
        "diff --git a/old b/old\n"
        "--- a/old\n"
        "+++ b/old\n"
        "@@ -1,2 +1,2 @@\n"
        " a\n"
        "-b\n"
        "+c\n"
    )


@pytest.fixture
def old_tree(tmp_path):
    root = tmp_path / "root"
    make_old(root)
    return root


def test_its_difference_is_a_patch_that_git_applies(old_tree, tmp_path):
    plan = Plan(old_tree, CHANGES)
    twin = tmp_path / "twin"
    shutil.copytree(old_tree, twin)
    subprocess.run(["git", "apply", "-"], cwd=twin, input=plan.diff().encode(), check=True)
    plan.apply()
    assert tree(twin) == tree(old_tree)


def test_it_says_of_bytes_that_are_no_text_only_that_they_differ():
    diff = Plan(Path("root"), (Change("x.bin", b"\xff\x00", b"\xfe"),)).diff()
    assert diff.endswith("Binary files a/x.bin and b/x.bin differ\n")


def test_it_creates_changes_and_deletes(old_tree):
    Plan(old_tree, CHANGES).apply()
    assert tree(old_tree) == {
        "changed": b"a\r\nB",
        "deep": None,
        "deep/er": None,
        "deep/er/new.py": "é\u2028\f\n".encode(),
        "empty": b"",
    }


def test_it_makes_a_new_root_with_its_parents(tmp_path):
    Plan(tmp_path / "a/b/root", (Change("x/y", None, b"1"),)).apply()
    assert tree(tmp_path)["a/b/root/x/y"] == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_it_lets_the_umask_decide_and_keeps_the_mode_of_what_was_there(old_tree, monkeypatch):
    (old_tree / "changed").chmod(0o751)
    Plan(old_tree, (*CHANGES, Change("run", None, b"", 0o755))).apply()
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in old_tree.rglob("*") if p.is_file()}
    (old_tree / "plain").touch()
    plain = stat.S_IMODE((old_tree / "plain").stat().st_mode)
    assert modes == {"changed": 0o751, "new.py": plain, "empty": plain, "run": 0o755}


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../../x"])
def test_it_knows_no_path_outside_its_root(path):
    with pytest.raises(ValueError, match="not a path inside"):
        Change(path, None, b"")


def refused(plan: Plan, message: str) -> None:
    """Assert that `plan` is refused with `message`, and that the tree is untouched."""
    before = tree(plan.root)
    with pytest.raises(ScaffoldError, match=message):
        plan.apply()
    assert tree(plan.root) == before


def test_it_refuses_a_file_that_changed_since(old_tree):
    (old_tree / "changed").write_bytes(b"edited")
    refused(Plan(old_tree, CHANGES), "has changed in the meantime")


def test_it_refuses_a_file_that_came_up_since(old_tree):
    (old_tree / "empty").write_bytes(b"mine")
    refused(Plan(old_tree, CHANGES), "has changed in the meantime")


def test_it_refuses_a_read_only_file(old_tree):
    (old_tree / "changed").chmod(0o444)
    refused(Plan(old_tree, CHANGES), "changed is read-only")


def test_it_refuses_a_read_only_folder(old_tree):
    old_tree.chmod(0o555)
    refused(Plan(old_tree, CHANGES), "is not writable")
    old_tree.chmod(0o755)


def test_it_refuses_a_read_only_folder_in_the_root(old_tree):
    (old_tree / "gone").chmod(0o555)
    refused(Plan(old_tree, CHANGES), "gone is read-only")
    (old_tree / "gone").chmod(0o755)


def test_it_refuses_a_folder_in_the_place_of_a_file(old_tree):
    (old_tree / "empty").mkdir()
    refused(Plan(old_tree, CHANGES), "cannot read .*empty: Is a directory")


def test_it_refuses_a_link_that_leads_out(old_tree, tmp_path):
    (tmp_path / "outside").mkdir()
    (old_tree / "deep").symlink_to(tmp_path / "outside")
    refused(Plan(old_tree, CHANGES), "leads out of")
    assert not list((tmp_path / "outside").iterdir())


def test_it_writes_through_a_link_that_stays_inside(old_tree):
    (old_tree / "link").symlink_to("changed")
    Plan(old_tree, (Change("link", b"a\r\nb\r\n", b"new"),)).apply()
    assert (old_tree / "link").is_symlink()
    assert (old_tree / "changed").read_bytes() == b"new"


def test_it_undoes_the_first_where_the_last_cannot_be_made(old_tree):
    changes = (*CHANGES, Change("changed/below", None, b"a file has no files in it"))
    refused(Plan(old_tree, changes), "cannot write in")
