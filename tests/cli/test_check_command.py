"""`cao-scaffold check` on the command line."""

import json
from pathlib import Path

import pytest

from cao_scaffold.cli import run
from tests.checks.relay import write_relay

FAULT = ("cao_relay/plugin.py", '"post_kill_session"', '"post_kill_sesion"')
FILES = "checked 4 files with 28 checks"


def test_it_says_that_nothing_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--static", str(write_relay(tmp_path))]) == 0
    assert capsys.readouterr().out == f"{FILES}: no findings\n"


def test_it_shows_findings_as_a_linter_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--static", str(write_relay(tmp_path, [FAULT]))]) == 1

    finding, hint, summary = capsys.readouterr().out.splitlines()
    assert finding.startswith("cao_relay/plugin.py:37: CAO207 ")
    assert hint == "  hint: did you mean post_kill_session?"
    assert summary == f"{FILES}: 1 finding"


def test_it_prints_one_document_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--static", "--json", str(write_relay(tmp_path, [FAULT]))]) == 1

    printed = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in printed["findings"]] == ["CAO207"]
    assert printed["cao"] is None


def test_it_shows_what_the_files_say_and_then_how_to_get_a_python_with_cao(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert run(["check", str(write_relay(tmp_path, [FAULT]))]) == 1

    printed = capsys.readouterr()
    assert "CAO207" in printed.out
    assert "Hint: uv tool install cli-agent-orchestrator" in printed.err


@pytest.mark.parametrize("options", [["--static", "--env", "A=b"], ["--env", "A"], ["--env", "=b"]])
def test_it_refuses_options_that_make_no_sense(options: list[str], tmp_path: Path) -> None:
    assert run(["check", str(write_relay(tmp_path)), *options]) == 2


def test_it_refuses_a_folder_that_is_no_package(tmp_path: Path) -> None:
    assert run(["check", "--static", str(tmp_path)]) == 2


@pytest.mark.cao
def test_it_runs_the_package_with_the_variables_given(
    tmp_path: Path, cao_python: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_relay(tmp_path)
    given = ["--env", "CAO_RELAY_TIMEOUT=soon", "--python", str(cao_python)]

    assert run(["check", str(tmp_path), *given]) == 1

    assert "CAO502 CAO cannot load the plugin: ValueError" in capsys.readouterr().out
