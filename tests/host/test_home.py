"""A private home."""

import subprocess
from pathlib import Path

import pytest

from cao_scaffold.host.home import private_home


def test_it_is_gone_at_the_end(home):
    with private_home() as another:
        (another.path / "left").write_text("behind", encoding="utf-8")
        assert another.path != home.path

    assert not another.path.exists()


def test_it_is_gone_after_an_interruption():
    with pytest.raises(KeyboardInterrupt), private_home() as home:
        raise KeyboardInterrupt

    assert not home.path.exists()


def test_its_environment_has_nothing_of_the_callers_cao_python_or_tmux(home, monkeypatch):
    for name in (
        "CAO_API_PORT",
        "PYTHONPATH",
        "PYTEST_ADDOPTS",
        "VIRTUAL_ENV",
        "UV_PROJECT_ENVIRONMENT",
        "TMUX",
        "XDG_DATA",
    ):
        monkeypatch.setenv(name, "the caller's")
    monkeypatch.setenv("LANG", "C.UTF-8")

    environment = home.environment({"CAO_MINE": "1"})

    assert "the caller's" not in environment.values()
    assert environment["LANG"] == "C.UTF-8"
    assert environment["CAO_MINE"] == "1"
    for name in ("HOME", "CAO_HOME_DIR", "TMUX_TMPDIR", "XDG_CONFIG_HOME"):
        assert Path(environment[name]).is_relative_to(home.path)


def test_it_reaches_loopback_without_the_callers_proxy(home, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "example.com")

    assert home.environment()["NO_PROXY"] == "example.com,127.0.0.1,localhost"


def test_it_ends_the_tmux_servers_that_were_started_in_it():
    with private_home() as home:
        tmux = ["tmux", "new-session", "-d", "-P", "-F", "#{pid}", "sleep 1000"]
        started = subprocess.run(tmux, env=home.environment(), capture_output=True, check=True)
        pid = int(started.stdout)
        assert _runs(pid)

    assert not _runs(pid)


def _runs(pid: int) -> bool:
    found = subprocess.run(["ps", "-p", str(pid), "-o", "stat="], capture_output=True, text=True)
    return found.stdout.strip() not in ("", "Z")
