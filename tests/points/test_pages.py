"""The files of a tree while they are edited: whole, with their own ends of lines, or refused."""

from pathlib import Path

import pytest

from cao_scaffold.edit.plan import Change
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.points.pages import Pages


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    (tmp_path / "plain.py").write_bytes(b"a = 1\n")
    (tmp_path / "windows.py").write_bytes(b"a = 1\r\n")
    (tmp_path / "mixed.py").write_bytes(b"a = 1\r\nb = 2\n")
    (tmp_path / "conflict.py").write_bytes(b"<<<<<<< ours\na = 1\n=======\na = 2\n>>>>>>> theirs\n")
    (tmp_path / "table.toml").write_bytes(b"a = 1\n")
    return Pages(Checkout(tmp_path, "package"))


def test_what_is_only_read_does_not_change(pages: Pages) -> None:
    assert pages.text("plain.py") == "a = 1\n"
    assert pages.changes() == ()


def test_what_is_written_back_as_it_was_does_not_change(pages: Pages) -> None:
    pages.write("plain.py", pages.text("plain.py"))

    assert pages.changes() == ()


def test_an_edit_is_read_again_by_the_next(pages: Pages) -> None:
    pages.write("plain.py", "a = 2\n")

    assert pages.text("plain.py") == "a = 2\n"
    assert pages.changes() == (Change("plain.py", b"a = 1\n", b"a = 2\n"),)


def test_a_file_keeps_its_ends_of_lines(pages: Pages) -> None:
    text = pages.text("windows.py")
    pages.write("windows.py", f"{text}b = 2\n")

    assert text == "a = 1\n"
    assert pages.changes() == (Change("windows.py", b"a = 1\r\n", b"a = 1\r\nb = 2\r\n"),)


def test_a_new_file_and_one_that_goes_are_changes(pages: Pages) -> None:
    pages.write("new.md", "new\n")
    pages.write("plain.py", None)

    assert pages.changes() == (
        Change("new.md", None, b"new\n"),
        Change("plain.py", b"a = 1\n", None),
    )


@pytest.mark.parametrize(
    ("path", "said"), [("mixed.py", "some lines"), ("conflict.py", "conflict")]
)
def test_a_file_that_cannot_be_edited_whole_is_refused(pages: Pages, path: str, said: str) -> None:
    with pytest.raises(ScaffoldError, match=said):
        pages.text(path)


@pytest.mark.parametrize("path", ["new.py", "table.toml"])
def test_a_file_that_would_not_parse_any_more_is_refused(pages: Pages, path: str) -> None:
    pages.write(path, "a = (\n")

    with pytest.raises(ScaffoldError, match=f"{path} would not parse"):
        pages.changes()
