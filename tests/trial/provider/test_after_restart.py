"""The generated provider when cao-server ends and starts again beside a running session."""

from pathlib import Path

import pytest

from cao_scaffold.host.home import Home
from cao_scaffold.host.server import start_server
from cao_scaffold.trial.provider.program import install
from tests.providers import NEW_CLI
from tests.real_cao import NEWEST, environment_with_cao
from tests.trial.provider.conftest import SUPPORTED
from tests.trial.provider.patched_cao import Terminal, patched_tree

pytestmark = pytest.mark.cao


@pytest.mark.parametrize(
    "version",
    [pytest.param(v, marks=() if v == NEWEST else pytest.mark.matrix) for v in SUPPORTED],
)
def test_a_session_outlives_the_server_and_leaves_no_file(
    version: str, tmp_path: Path, home: Home
) -> None:
    python, tree = environment_with_cao(version), patched_tree(version, tmp_path / "cao", NEW_CLI)
    environment = {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    install(home, NEW_CLI.binary)
    with start_server(python, home, environment=environment) as server:
        wanted = {"agent_profile": "developer", "provider": "new_cli", "session_name": "one"}
        answered = server.post("/sessions", {**wanted, "working_directory": str(home.path)})
        terminal = Terminal(server, answered.body["id"])
        terminal.ask("before")
    folder = home.cao / "tmp" / "new_cli" / terminal.id
    assert folder.is_dir()

    with start_server(python, home, environment=environment) as server:
        assert Terminal(server, terminal.id).reply() == "Done.\n\nYou asked: before"
        assert server.delete("/sessions/cao-one").status == 200
    assert not folder.exists()
