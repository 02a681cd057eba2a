"""Where CAO lives."""

import sys
from pathlib import Path

import pytest

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.environment import (
    NEWEST,
    cao_version,
    find_python,
    make_environment,
)


@pytest.fixture
def nowhere(monkeypatch, tmp_path):
    """No active environment, and a PATH with one empty folder."""
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_it_says_how_to_get_a_cao_where_there_is_none(nowhere):
    with pytest.raises(ScaffoldError, match="no Python with CAO") as raised:
        find_python()

    assert "uv tool install cli-agent-orchestrator" in raised.value.hint


def test_it_says_how_to_add_cao_to_a_python_without_it():
    with pytest.raises(ScaffoldError, match="has no CAO") as raised:
        find_python(Path(sys.executable))

    assert sys.executable in raised.value.hint


@pytest.mark.parametrize("name", ["missing", "."])
def test_it_refuses_what_is_no_python(tmp_path, name):
    with pytest.raises(ScaffoldError, match="is no Python"):
        find_python(tmp_path / name)


@pytest.mark.cao
def test_it_takes_a_python_or_the_folder_of_its_environment(cao_python):
    assert find_python(cao_python) == cao_python
    assert find_python(cao_python.parent.parent) == cao_python


@pytest.mark.cao
def test_it_finds_the_active_environment(cao_python, nowhere, monkeypatch):
    monkeypatch.setenv("VIRTUAL_ENV", str(cao_python.parent.parent))

    assert find_python() == cao_python


@pytest.mark.cao
@pytest.mark.parametrize("through_shell", [False, True])
def test_it_finds_the_python_of_the_server_on_the_path(cao_python, nowhere, through_shell):
    script = nowhere / "cao-server"
    if through_shell:
        script.symlink_to(cao_python.parent / "cao-server")
    else:
        script.write_text(f"#!{cao_python}\n", encoding="utf-8")
        script.chmod(0o755)

    assert find_python() == cao_python


@pytest.mark.cao
def test_it_knows_the_release(cao_python):
    assert cao_version(cao_python) == NEWEST


def test_it_makes_an_environment(tmp_path):
    python = make_environment(tmp_path / "made", ["click==8.1.8"])

    assert python == tmp_path / "made" / "bin" / "python"
    assert list(tmp_path.glob("made/lib/python*/site-packages/click/__init__.py"))


def test_it_shows_what_uv_says_when_that_fails(tmp_path):
    with pytest.raises(ScaffoldError, match=r"(?s)uv pip failed:.*missing-folder"):
        make_environment(tmp_path / "made", [str(tmp_path / "missing-folder")])
