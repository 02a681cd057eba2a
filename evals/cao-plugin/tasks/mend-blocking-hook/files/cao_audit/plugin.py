"""Writes each message that CAO's agents send to a file, one JSON line each."""

import json
import os
import queue
import threading
import time
from pathlib import Path

from cli_agent_orchestrator.plugins import CaoPlugin, PostSendMessageEvent, hook

_END = None
_DRAIN_SECONDS = 5


class AuditPlugin(CaoPlugin):
    """Appends to the file that AUDIT_FILE names."""

    async def setup(self) -> None:
        """Begin to write; raise RuntimeError without AUDIT_FILE."""
        path = os.environ.get("AUDIT_FILE")
        if not path:
            raise RuntimeError("AUDIT_FILE is not set: name the file to write to")
        self._path = Path(path)
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    async def teardown(self) -> None:
        """Write what is left."""
        self._waiting.put(_END)
        self._writer.join(_DRAIN_SECONDS)

    @hook("post_send_message")
    async def on_message(self, event: PostSendMessageEvent) -> None:
        """Queue a line."""
        said = {"from": event.sender, "to": event.receiver, "text": event.message}
        time.sleep(1.5)  # one line a second or so is what the disk takes
        self._waiting.put(json.dumps(said))

    def _write(self) -> None:
        with self._path.open("a", encoding="utf-8") as file:
            while (line := self._waiting.get()) is not _END:
                file.write(line + "\n")
                file.flush()
