"""`cao-scaffold try provider`, with a generated provider in a real CAO tree."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from cao_scaffold.cli import run
from cao_scaffold.host.environment import cao_requirements, make_environment
from cao_scaffold.template.example_rows import example_rows
from cao_scaffold.trial import scripted_cli
from tests.providers import NEW_CLI
from tests.trial.provider.patched_cao import patched_tree

pytestmark = pytest.mark.cao


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """The source of the newest CAO, with our provider."""
    return patched_tree("2.5.4", tmp_path_factory.mktemp("tree") / "cao", NEW_CLI)


@pytest.fixture
def words(tree, cao_python):
    return ["try", "provider", "new_cli", "--repo", str(tree), "--python", str(cao_python)]


def run_json(capsys, words):
    """Return the exit code and the document."""
    code = run([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def script(path, *options, **replaced):
    """Write a program that runs the scripted CLI with `options`, after replacing words in it."""
    text = Path(scripted_cli.__file__).read_text(encoding="utf-8")
    for old, new in replaced.values():
        assert old in text
        text = text.replace(old, new)
    (path / "cli.py").write_text(text, encoding="utf-8")
    program = path / "cli"
    line = " ".join([sys.executable, str(path / "cli.py"), *options])
    program.write_text(f'#!/bin/sh\nexec {line} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_it_shows_each_state_and_both_replies_and_leaves_the_tree_as_it_was(tree, words, capsys):
    before = {path: path.stat().st_mtime_ns for path in tree.rglob("*")}

    code, document = run_json(capsys, words)

    assert code == 0, document
    states = [each["state"] for each in document["states"]]
    assert states[-1:] != ["unknown"]
    assert [state for state in states if state in ("processing", "completed")][:4] == [
        "processing",
        "completed",
        "processing",
        "completed",
    ]
    assert "idle" in states[: states.index("processing")]
    assert len(document["turns"]) == 2
    assert document["cao"] == "2.5.4"
    assert document["program"] is None
    assert {path: path.stat().st_mtime_ns for path in tree.rglob("*")} == before


def test_it_tells_what_happens_as_it_happens(words, capsys):
    assert run([*words, "--full-screen"]) == 0

    said = capsys.readouterr().out
    for kind in ("environment", "server", "program", "state", "session", "sent", "reply"):
        assert f" s  {kind} " in said
    assert said.splitlines()[-1].startswith("2 of 2 turns")
    assert said.splitlines()[-1].endswith("no problem")


def test_the_scripted_program_looks_as_the_answers_say(tmp_path, cao_python, capsys):
    other = replace(
        NEW_CLI,
        exit_command="/quit",
        idle_pattern="^agent>(?: |$)",
        echo_pattern=r"^agent> \S",
        processing_pattern="^one moment",
        response_pattern="^bot:[ ]",
    )
    tree = patched_tree("2.5.4", tmp_path / "cao", other)
    words = ["try", "provider", "new_cli", "--repo", str(tree), "--python", str(cao_python)]

    code, document = run_json(capsys, words)

    assert code == 0, document
    assert example_rows(other).prompt == "agent> "


def test_it_runs_a_given_program_with_the_users_home(tmp_path, words, capsys):
    program = script(
        tmp_path,
        "--work",
        "0.5",
        reply=('(("Done.", "", asked),)', '((os.environ["HOME"], asked),)'),
    )

    code, document = run_json(capsys, [*words, "--program", program])

    assert code == 0, document
    assert document["program"] == program
    assert document["turns"][0]["reply"].startswith(str(Path.home()))


@pytest.mark.parametrize(
    ("replaced", "problem"),
    [
        (("esc to interrupt", "one moment"), "never seen as processing"),
        (("_QUOTED = 60", "_QUOTED = 3"), "does not hold"),
        (('"\\u25cf "', '"= "'), "CAO found no reply"),
        (("None, self._look.leave", "None, None"), "it still runs 5 s after its exit command"),
    ],
    ids=["working", "reply", "mark", "exit"],
)
def test_it_says_what_is_wrong(tmp_path, words, capsys, replaced, problem):
    program = script(tmp_path, "--work", "1.5", it=replaced)

    code, document = run_json(capsys, [*words, "--program", program, "--timeout", "5"])

    assert code == 1
    assert any(problem in each for each in document["problems"]), document["problems"]


def test_it_shows_the_terminal_where_a_turn_does_not_end(tmp_path, words, capsys):
    program = script(tmp_path, "--work", "60")

    code, document = run_json(capsys, [*words, "--program", program, "--timeout", "3"])

    assert code == 1
    (problem,) = document["problems"]
    assert problem.startswith("no end of the turn within 3 s; the terminal's last rows:")
    assert "Working (" in problem


def test_it_makes_an_environment_where_there_is_none(tree, capsys, monkeypatch):
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.chdir(tree)
    before = {path: path.stat().st_mtime_ns for path in tree.rglob("*")}

    code, document = run_json(capsys, ["try", "provider", "new_cli", "--scripted"])

    assert code == 0, document
    assert {path: path.stat().st_mtime_ns for path in tree.rglob("*")} == before


def test_it_runs_a_provider_of_an_installed_cao(tmp_path, capsys):
    python = make_environment(tmp_path / "environment", cao_requirements())
    installed = ["--installed", str(python)]
    assert run(["provider", "new_cli", "--command", "new-cli", "--defaults", *installed]) == 0
    capsys.readouterr()

    code, document = run_json(capsys, ["try", "provider", "new_cli", *installed])

    assert code == 0, document
    assert document["cao"] == "2.5.4"


# CAO waits for a minute.
@pytest.mark.matrix
def test_it_shows_the_terminal_where_the_cli_is_never_ready(tmp_path, words, capsys):
    program = tmp_path / "asking"
    program.write_text("#!/bin/sh\necho 'Log in first:'\nexec sleep 60\n", encoding="utf-8")
    program.chmod(0o755)

    code, document = run_json(capsys, [*words, "--program", str(program), "--timeout", "3"])

    assert code == 1
    (problem,) = document["problems"]
    assert problem.startswith("the session did not start")
    assert "Log in first:" in problem


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("until", [" up at ", " sent "])
def test_it_leaves_nothing_behind_when_it_is_interrupted(words, number, until):
    command = [sys.executable, "-m", "cao_scaffold", *words]
    # Not below tmp_path: a socket's path is short.
    with tempfile.TemporaryDirectory() as temporary:
        environment = {**os.environ, "TMPDIR": temporary}
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert any(until in line for line in process.stdout)
            time.sleep(0.5)
            process.send_signal(number)
            process.communicate(timeout=30)

        assert process.returncode == 130
        assert list(Path(temporary).iterdir()) == []
    listed = subprocess.run(["ps", "axe"], capture_output=True, text=True, check=True)
    assert temporary not in listed.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["other_cli"], 1),
        (["new_cli", "--program", __file__], 1),
        (["new_cli", "--program", sys.executable, "--scripted"], 2),
        (["new_cli", "--installed", sys.executable], 2),
        ([], 2),
    ],
)
def test_it_refuses_what_it_cannot_try(tree, cao_python, capsys, arguments, code):
    words = ["try", "provider", *arguments, "--repo", str(tree), "--python", str(cao_python)]

    assert run(words) == code
    assert capsys.readouterr().err


def test_a_folder_that_is_called_provider_is_still_a_package(tmp_path, monkeypatch, capsys):
    (tmp_path / "provider").mkdir()
    monkeypatch.chdir(tmp_path)

    assert run(["try", "provider"]) == 1
    assert "no plugin package" in capsys.readouterr().err
