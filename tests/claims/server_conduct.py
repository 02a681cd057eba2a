"""What a real cao-server tells a plugin of sessions, terminals and messages, step by step."""

import json
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from cao_scaffold.host.home import Home, private_home
from cao_scaffold.host.probe import run_probe
from cao_scaffold.host.server import Server, start_server
from cao_scaffold.trial import agent_cli
from cao_scaffold.trial.stand_in import PROVIDER, install_program
from tests.real_cao import environment_with_cao

# A plugin that writes down each event, and whether the terminal's row is still there.
_RECORDER = """
import json, os, importlib
plugins = importlib.import_module("cli_agent_orchestrator.plugins")
database = importlib.import_module("cli_agent_orchestrator.clients.database")


class Recorder(plugins.CaoPlugin):
    def note(self, event):
        fields = {k: str(v) if v is not None else None for k, v in vars(event).items()}
        terminal = fields.get("terminal_id")
        row = bool(terminal and database.get_terminal_metadata(terminal))
        with open(os.environ["RECORDER_FILE"], "a", encoding="utf-8") as file:
            file.write(json.dumps({**fields, "row": row}) + "\\n")

    @plugins.hook("post_send_message")
    async def a(self, event): self.note(event)

    @plugins.hook("post_create_session")
    async def b(self, event): self.note(event)

    @plugins.hook("post_kill_session")
    async def c(self, event): self.note(event)

    @plugins.hook("post_create_terminal")
    async def d(self, event): self.note(event)

    @plugins.hook("post_kill_terminal")
    async def e(self, event): self.note(event)
"""

# The tool `handoff`, without the protocol around it; it moved after 2.5.0.
_HANDOFF = """
import asyncio
import importlib


def probe(argument):
    try:
        module = importlib.import_module("cli_agent_orchestrator.utils.orchestration")
        call = module._handoff_impl
    except (ImportError, AttributeError):
        module = importlib.import_module("cli_agent_orchestrator.mcp_server.server")
        call = module._handoff_impl
    result = asyncio.run(call("developer", "hand over", timeout=60))
    return bool(result.success)
"""


class Seen(NamedTuple):
    """A server under watch: call it, and read what the plugin was told since."""

    server: Server
    home: Home
    file: Path

    def events_of(self, action: Callable[[], Any], wait: float = 1.5) -> list[dict[str, Any]]:
        """Return the events that `action` caused within `wait` seconds after it."""
        before = len(self.events())
        action()
        time.sleep(wait)
        return self.events()[before:]

    def events(self) -> list[dict[str, Any]]:
        """Return all events so far."""
        lines = self.file.read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line]


def watch(version: str) -> dict[str, bool]:
    """Run a server of `version` with a recording plugin; answer each question."""
    with _server(version) as seen:
        found = {
            **_beginning(seen),
            **_messages(seen, _terminal(seen)),
            **_handoff(seen, version, _terminal(seen)),
            **_end(seen),
            **_outside(seen),
            **_log(seen),
        }
    return found


def _beginning(seen: Seen) -> dict[str, bool]:
    named = {**_agent(seen), "session_name": "x", "idempotency_key": "once"}
    created = seen.events_of(lambda: seen.server.post("/sessions", named), 2.5)
    again = seen.events_of(lambda: seen.server.post("/sessions", named), 2.5)
    return {
        "terminal_is_announced_before_its_session": _kinds(created)
        == ["post_create_terminal", "post_create_session"],
        "session_id_is_the_tmux_name": {event["session_id"] for event in created} == {"cao-x"},
        "session_name_gets_a_prefix": created[-1]["session_name"] == "cao-x",
        "replayed_creation_is_told_again": "post_create_session" in _kinds(again),
    }


def _messages(seen: Seen, terminal: str) -> dict[str, bool]:
    who = {"sender_id": "anyone at all", "orchestration_type": "assign"}
    bare = seen.events_of(lambda: _input(seen, terminal, {"message": "hi"}))
    told = seen.events_of(lambda: _input(seen, terminal, {"message": "hi", **who}), 0)
    # The stand-in works on that one now.
    queued = {"sender_id": "anyone at all", "message": "queued"}
    inbox = f"/terminals/{terminal}/inbox/messages"
    waiting = seen.events_of(lambda: seen.server.post(inbox, queued), 0)
    delivered = seen.events_of(lambda: _wait_for_inbox(seen, inbox))
    first = {"initial_message": "begin"}
    launched = seen.events_of(
        lambda: seen.server.post("/sessions", {**_agent(seen), "session_name": "y"}, first), 8
    )
    return {
        "input_without_sender_is_not_told": not bare,
        "sender_is_any_string": [event["sender"] for event in told] == ["anyone at all"],
        "type_reads_as_the_members_name": told[0]["orchestration_type"]
        == "OrchestrationType.ASSIGN",
        "trace_is_off_by_default": all(event.get("traceparent") is None for event in told),
        "queued_message_is_not_told": not waiting,
        "typed_message_is_told": [event["message"] for event in delivered] == ["queued"],
        "initial_message_is_not_told": "post_send_message" not in _kinds(launched),
    }


def _handoff(seen: Seen, version: str, terminal: str) -> dict[str, bool]:
    """Let the agent in `terminal` hand over a task as its MCP server does, by default."""
    port = seen.server.url.rpartition(":")[2]
    environment = {"CAO_TERMINAL_ID": terminal, "CAO_API_HOST": "127.0.0.1", "CAO_API_PORT": port}
    python = environment_with_cao(version)

    def hand_over() -> None:
        result = run_probe(
            python, _HANDOFF, None, home=seen.home, environment=environment, timeout=120
        )
        assert result, "the handoff did not succeed"

    told = seen.events_of(hand_over)
    return {"handoff_is_told_as_a_message": "post_send_message" in _kinds(told)}


def _end(seen: Seen) -> dict[str, bool]:
    killed = seen.events_of(lambda: seen.server.delete("/sessions/cao-x"))
    phantom = seen.events_of(lambda: seen.server.delete("/sessions/cao-never"))
    return {
        "terminals_end_before_their_session": _kinds(killed)
        == ["post_kill_terminal", "post_kill_session"],
        "row_is_gone_when_a_terminal_has_ended": not killed[0]["row"],
        "session_that_never_was_is_told_ended": _kinds(phantom) == ["post_kill_session"],
    }


def _outside(seen: Seen) -> dict[str, bool]:
    tmux = ["tmux", "kill-session", "-t", "cao-y"]
    environment = seen.home.environment()
    ended = seen.events_of(lambda: subprocess.run(tmux, env=environment, check=True), 3)
    return {"session_killed_from_outside_is_not_told": not ended}


def _log(seen: Seen) -> dict[str, bool]:
    log = "".join(p.read_text("utf-8", "replace") for p in seen.home.cao.glob("logs/cao_*.log"))
    console = seen.server.log_text().replace(log, "")
    return {
        "loading_is_logged_to_the_file": "Loaded CAO plugin: recorder" in log,
        "loading_is_not_on_the_console": "Loaded CAO plugin" not in console,
    }


def _kinds(events: list[dict[str, Any]]) -> list[str]:
    return [event["event_type"] for event in events]


def _agent(seen: Seen) -> dict[str, str]:
    home = str(seen.home.path)
    return {"agent_profile": "developer", "provider": PROVIDER, "working_directory": home}


def _terminal(seen: Seen) -> str:
    return str(seen.server.get("/sessions/cao-x/terminals").body[0]["id"])


def _wait_for_inbox(seen: Seen, inbox: str) -> None:
    deadline = time.monotonic() + 30
    while seen.server.get(inbox, {"status": "pending"}).body:
        assert time.monotonic() < deadline, "the message is not delivered"
        time.sleep(0.1)


@contextmanager
def _server(version: str) -> Iterator[Seen]:
    with private_home() as home:
        site, file = home.path / "site", home.path / "events.jsonl"
        information = site / "recorder-1.0.dist-info"
        information.mkdir(parents=True)
        (site / "recorder.py").write_text(_RECORDER, encoding="utf-8")
        (information / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: recorder\nVersion: 1.0\n"
        )
        (information / "entry_points.txt").write_text(
            "[cao.plugins]\nrecorder = recorder:Recorder\n"
        )
        file.touch()
        # Slow enough that a message can be queued while it works.
        words = shlex.join([sys.executable, "-I", "-S", agent_cli.__file__, "--delay-ms", "2000"])
        install_program(home, PROVIDER, f"exec {words}")
        more = {"PYTHONPATH": str(site), "RECORDER_FILE": str(file)}
        with start_server(environment_with_cao(version), home, environment=more) as server:
            yield Seen(server, home, file)


def _input(seen: Seen, terminal: str, fields: dict[str, str]) -> None:
    _wait_until_ready(seen, terminal)
    answered = seen.server.post(f"/terminals/{terminal}/input", fields)
    assert answered.status == 200, answered


def _wait_until_ready(seen: Seen, terminal: str) -> None:
    deadline = time.monotonic() + 30
    while seen.server.get(f"/terminals/{terminal}").body["status"] not in ("idle", "completed"):
        assert time.monotonic() < deadline, "the stand-in is not ready"
        time.sleep(0.1)
