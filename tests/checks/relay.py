"""A good event plugin written by hand, as text: what the mutants are made from."""

from collections.abc import Iterable
from pathlib import Path

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "cao-relay"
version = "0.1.0"
requires-python = ">=3.10"
dependencies = [
    "cli-agent-orchestrator>=2.1.1",
    "httpx>=0.27",
]

[project.entry-points."cao.plugins"]
relay = "cao_relay.plugin:RelayPlugin"

[tool.pytest.ini_options]
addopts = "-p no:libtmux"
"""

ENV_TEMPLATE = """\
# Required. Where messages are posted; the address is a secret.
CAO_RELAY_WEBHOOK_URL=

# Seconds that a request may take.
#CAO_RELAY_TIMEOUT=5
"""

PLUGIN = '''\
"""Posts what CAO's agents say to each other."""

import logging
import os

import cli_agent_orchestrator.plugins as cao
from cli_agent_orchestrator.plugins import CaoPlugin, hook

from .sender import Sender

logger = logging.getLogger(__name__)


class RelayPlugin(CaoPlugin):
    """Forwards messages and ends of sessions."""

    def __init__(self) -> None:
        self.sender: Sender | None = None

    async def setup(self) -> None:
        url = os.environ.get("CAO_RELAY_WEBHOOK_URL")
        if not url:
            raise RuntimeError("CAO_RELAY_WEBHOOK_URL is not set")
        timeout = float(os.environ.get("CAO_RELAY_TIMEOUT", "5"))
        self.sender = Sender(url, timeout)
        self.sender.start()

    async def teardown(self) -> None:
        if self.sender is not None:
            self.sender.stop()

    @hook("post_send_message")
    async def on_message(self, event: cao.PostSendMessageEvent) -> None:
        kind = getattr(event.orchestration_type, "value", event.orchestration_type)
        self._put(f"{kind}: {event.message}")

    @hook("post_kill_session")
    async def on_end(self, event: cao.PostKillSessionEvent) -> None:
        self._put(f"{event.session_name} ended")

    @hook("post_create_session")
    async def on_start(self, event: cao.PostCreateSessionEvent) -> None:
        self._put(f"{event.session_name} started")

    def _put(self, text: str) -> None:
        if self.sender is not None:
            self.sender.put(text)
'''

SENDER = '''\
"""Posts texts from a thread of its own."""

import logging
import queue
import threading

import httpx

logger = logging.getLogger(__name__)
logging.getLogger("httpx").setLevel(logging.WARNING)


class Sender:
    """A worker thread with one client."""

    def __init__(self, url: str, timeout: float) -> None:
        self._url = url
        self._timeout = timeout
        self._texts: queue.Queue[str | None] = queue.Queue(1000)
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._texts.put(None)
        self._thread.join(0.1)

    def put(self, text: str) -> None:
        self._texts.put_nowait(text)

    def _work(self) -> None:
        with httpx.Client(timeout=self._timeout) as client:
            while (text := self._texts.get()) is not None:
                try:
                    client.post(self._url, json={"text": text}).raise_for_status()
                except httpx.HTTPStatusError as error:
                    logger.warning("refused: %s", error.response.status_code)
                except httpx.HTTPError as error:
                    logger.warning("not sent: %s", type(error).__name__)
'''

FILES = {
    "pyproject.toml": PYPROJECT,
    "env.template": ENV_TEMPLATE,
    "cao_relay/__init__.py": "",
    "cao_relay/plugin.py": PLUGIN,
    "cao_relay/sender.py": SENDER,
    "tests/test_plugin.py": "def test_nothing() -> None:\n    pass\n",
}


def write_relay(folder: Path, edits: Iterable[tuple[str, str, str]] = ()) -> Path:
    """Write the package into `folder`; each edit is (file, the text that is there once, new)."""
    files = dict(FILES)
    for name, before, after in edits:
        assert files[name].count(before) == 1, f"{before!r} is not once in {name}"
        files[name] = files[name].replace(before, after)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
