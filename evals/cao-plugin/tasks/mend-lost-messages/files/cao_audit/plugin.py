"""Writes each message that CAO's agents send to a file, one JSON line each."""

import asyncio
import json
import os
from pathlib import Path

from cli_agent_orchestrator.plugins import CaoPlugin, PostSendMessageEvent, hook


class AuditPlugin(CaoPlugin):
    """Appends to the file that AUDIT_FILE names."""

    async def setup(self) -> None:
        """Begin to write; raise RuntimeError without AUDIT_FILE."""
        path = os.environ.get("AUDIT_FILE")
        if not path:
            raise RuntimeError("AUDIT_FILE is not set: name the file to write to")
        self._path = Path(path)

    @hook("post_send_message")
    async def on_message(self, event: PostSendMessageEvent) -> None:
        """Write a line, in the background."""
        said = {"from": event.sender, "to": event.receiver, "text": event.message}
        self._task = asyncio.create_task(self._write(json.dumps(said)))

    async def _write(self, line: str) -> None:
        await asyncio.sleep(0.01)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
