"""`cao-scaffold try`, with real plugins on a real cao-server."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cao_scaffold import receivers
from cao_scaffold.cli import run
from tests.trial.packages import POSTING, PYPROJECT, write_package

pytestmark = pytest.mark.cao

FAILING = POSTING.replace('self.post(f"{event.sender}', '1 / 0, (f"{event.sender}')
NEEDY = PYPROJECT.replace('["cli-agent-orchestrator"]', '["cli-agent-orchestrator", "iniconfig"]')


def run_json(capsys, *arguments):
    """Return the exit code and the document."""
    code = run(["try", "--json", *map(str, arguments)])
    return code, json.loads(capsys.readouterr().out)


def test_it_shows_that_every_message_arrives(tmp_path, capsys):
    package = write_package(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in package.rglob("*")}

    code = run(["try", str(package)])

    said = capsys.readouterr().out
    assert code == 0, said
    assert "Loaded CAO plugin: post" in said
    assert "5 messages sent, 5 arrived, 0 lost" in said.splitlines()[-1]
    assert {path: path.stat().st_mtime_ns for path in package.rglob("*")} == before


def test_it_tells_what_was_lost_and_why(tmp_path, capsys, cao_python):
    package = write_package(tmp_path, {"cao_post/plugin.py": FAILING})

    code, document = run_json(capsys, package, "--python", cao_python)

    assert code == 1
    assert len(document["messages"]["lost"]) == 5
    assert document["messages"]["arrived"] == ["cao-try started"]
    assert all("ZeroDivisionError" in problem for problem in document["problems"])


def test_it_shows_the_traceback_of_a_plugin_that_was_not_loaded(tmp_path, capsys, cao_python):
    package = write_package(tmp_path, {"env.template": "CAO_POST_URL=https://example.invalid"})

    code, document = run_json(capsys, package, "--python", cao_python)

    assert code == 1
    assert document["plugins"] == [{"name": "post", "loaded": False}]
    assert document["messages"]["sent"] == []
    (failed,) = (step["text"] for step in document["steps"] if step["kind"] == "failed")
    assert failed.endswith("KeyError: 'CAO_POST_KEY'")


def test_it_leaves_a_given_python_as_it_was(tmp_path, capsys, cao_python):
    package = write_package(tmp_path, {"pyproject.toml": NEEDY})
    packages = next(cao_python.parent.parent.glob("lib/python*/site-packages"))
    before = sorted(path.name for path in packages.iterdir())

    code, document = run_json(capsys, package, "--python", cao_python)

    assert code == 0
    assert len(document["messages"]["sent"]) == 5
    assert sorted(path.name for path in packages.iterdir()) == before


@pytest.mark.matrix
@pytest.mark.parametrize(
    ("version", "through"),
    [("2.1.1", "dispatcher"), ("2.3.0", "dispatcher")]
    + [(version, "server") for version in ("2.4.0", "2.4.1", "2.5.0", "2.5.3")],
)
def test_it_works_with_every_release(tmp_path, capsys, version, through):
    code, document = run_json(capsys, write_package(tmp_path), "--cao", version)

    assert (code, document["cao"], document["through"]) == (0, version, through)
    assert document["messages"]["lost"] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("until", ["made in", "up at", "cao-try started"])
def test_it_leaves_nothing_behind_when_it_is_interrupted(tmp_path, cao_python, number, until):
    words = ["-m", "cao_scaffold", "try", write_package(tmp_path), "--python", cao_python]
    command = [sys.executable, *map(str, words)]
    # Not below tmp_path: a socket's path is short.
    with tempfile.TemporaryDirectory() as temporary:
        environment = {**os.environ, "TMPDIR": temporary}
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert any(until in line for line in process.stdout)
            process.send_signal(number)
            process.communicate(timeout=30)

        assert process.returncode == 130
        assert list(Path(temporary).iterdir()) == []
    listed = subprocess.run(["ps", "axe"], capture_output=True, text=True, check=True)
    assert temporary not in listed.stdout


def test_it_says_how_to_get_tmux(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    code = run(["try", str(write_package(tmp_path / "package"))])

    said = capsys.readouterr().err
    assert code == 1
    assert "tmux is not installed" in said
    assert "apt-get install tmux" in said


@pytest.mark.parametrize(
    ("arguments", "code"), [(["."], 1), (["missing"], 2), ([".", "--cao", "1", "--python", "x"], 2)]
)
def test_it_refuses_what_it_cannot_try(tmp_path, capsys, monkeypatch, arguments, code):
    monkeypatch.chdir(tmp_path)

    assert run(["try", *arguments]) == code
    assert capsys.readouterr().err


def test_it_sends_to_the_real_destination_with_the_users_settings(
    tmp_path, capsys, monkeypatch, cao_python
):
    with receivers.start("anything") as real:
        monkeypatch.setenv("CAO_POST_URL", real.url)
        monkeypatch.setenv("CAO_POST_KEY", "the user's")
        code = run(["try", "--live", "--python", str(cao_python), str(write_package(tmp_path))])

        assert len(real.received) == 6
    assert code == 0
    assert "now look at the destination" in capsys.readouterr().out
