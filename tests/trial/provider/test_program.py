"""The program that a trial of a provider puts on the PATH."""

import os
import subprocess

import pytest

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.trial.provider.program import find_program, install


def written(folder, text):
    path = folder / "real"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def run(home, line):
    """Run `line` in a login shell of the home, as tmux does."""
    environment = home.environment({"PATH": os.defpath})
    return subprocess.Popen(
        ["bash", "--login", "-c", line],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_real_program_runs_with_the_users_own_home(home, tmp_path):
    install(home, "new-cli", real=written(tmp_path, 'echo "$HOME $XDG_CONFIG_HOME $*"'))

    with run(home, "new-cli one 'two three'") as process:
        said = process.stdout.read()

    expected = [os.environ["HOME"], os.environ.get("XDG_CONFIG_HOME", ""), "one two three"]
    assert said == " ".join(expected) + "\n"


def test_it_knows_whether_the_program_runs(home, tmp_path):
    program = install(home, "new-cli", real=written(tmp_path, "echo up; read line"))
    assert not program.is_running

    with run(home, "exec new-cli") as process:
        assert process.stdout.readline() == "up\n"
        assert program.is_running
        assert not program.ends_within(0.1)
        process.communicate("end\n")

    assert program.ends_within(1)


def test_it_never_writes_where_a_provider_names_a_path(home, tmp_path):
    real = written(tmp_path, "echo mine")
    before = real.read_bytes()

    with pytest.raises(ScaffoldError, match="by its path"):
        install(home, str(real))

    assert real.read_bytes() == before


def test_it_finds_a_program_on_the_path(tmp_path, monkeypatch):
    real = written(tmp_path, "echo")
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_program("real", None) == real
    assert find_program("missing", None) is None


def test_it_refuses_a_file_that_cannot_run(tmp_path):
    path = tmp_path / "text"
    path.touch()

    with pytest.raises(ScaffoldError, match="is no program"):
        find_program("new-cli", path)
