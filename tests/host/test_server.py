"""A real cao-server."""

import os
import sys
from pathlib import Path

import pytest

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.server import start_server
from tests.real_cao import RELEASES, environment_with_cao

pytestmark = pytest.mark.cao


def releases():
    return [
        pytest.param(version, marks=[] if version == RELEASES[-1] else pytest.mark.matrix)
        for version in RELEASES
    ]


@pytest.mark.parametrize("version", releases())
def test_it_answers_writes_its_log_and_stops_in_every_release(version, home):
    with start_server(environment_with_cao(version), home) as server:
        assert server.get("/health").status == 200
        assert server.get("/sessions").body == []
        assert "CAO plugin" in server.log_text()
        assert server.terminate()
        assert not server.is_running


def test_it_writes_below_its_home_only(cao_python, home):
    with start_server(cao_python, home) as server:
        assert str(home.path) in server.log_text()
        assert any(home.cao.rglob("*.db"))


def test_it_passes_the_environment_on(cao_python, home):
    with start_server(cao_python, home, environment={"CAO_LOG_LEVEL": "WARNING"}) as server:
        assert "Loaded CAO plugin" not in server.log_text()


def test_it_has_a_log_of_its_own_after_a_restart(cao_python, home):
    with start_server(cao_python, home) as first:
        first.get("/sessions/of-the-first")
        first.kill()
    with start_server(cao_python, home) as second:
        assert "of-the-first" in first.log_text()
        assert "of-the-first" not in second.log_text()


def test_it_is_stopped_when_the_block_is_interrupted(cao_python, home):
    with pytest.raises(KeyboardInterrupt):  # noqa: SIM117
        with start_server(cao_python, home) as server:
            raise KeyboardInterrupt

    assert not server.is_running


def test_it_shows_why_it_did_not_come_up(home):
    with (
        pytest.raises(ScaffoldError, match=r"(?s)ended at once.*No module named 'cli_agent_orch"),
        start_server(Path(sys.executable), home, environment={"PATH": os.environ["PATH"]}),
    ):
        pass
