"""A CAO tree is found from anywhere in it, and read as it is."""

from pathlib import Path

import pytest

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.checkout import Checkout, find_checkout, find_installed


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    enum = tmp_path / "src/cli_agent_orchestrator/models/provider.py"
    enum.parent.mkdir(parents=True)
    enum.write_text("")
    return tmp_path


@pytest.mark.parametrize("inside", ["", "src", "src/cli_agent_orchestrator/models"])
def test_a_tree_is_found_from_inside(tree: Path, inside: str) -> None:
    assert find_checkout(tree / inside) == Checkout(tree, "src/cli_agent_orchestrator")


def test_another_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="no CAO source tree") as caught:
        find_checkout(tmp_path)

    assert "--installed" in caught.value.hint


def test_a_text_keeps_its_ends_of_lines(tree: Path) -> None:
    (tree / "a.md").write_bytes(b"one\r\ntwo\x0c\n")

    assert find_checkout(tree).text("a.md") == "one\r\ntwo\x0c\n"


def test_a_file_that_is_not_there_has_no_text(tree: Path) -> None:
    assert find_checkout(tree).text("absent/a.md") is None


def test_a_file_of_other_bytes_is_refused(tree: Path) -> None:
    (tree / "a.md").write_bytes(b"\xff")

    with pytest.raises(ScaffoldError, match="no UTF-8"):
        find_checkout(tree).text("a.md")


def test_an_installed_cao_is_found_by_its_python(cao_python: Path) -> None:
    found = find_installed(cao_python)

    assert found.installed
    assert found.exists(found.code("providers/manager.py"))
    assert found.root.name == "site-packages"


def test_a_python_without_cao_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ScaffoldError, match="is no Python"):
        find_installed(tmp_path)
