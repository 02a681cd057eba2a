"""Calls a plugin's hook as cao-server does, 500 times; run by a Python with CAO.

    load.py MODULE CLASS MESSAGES SECONDS

Sessions send side by side, each call on a throw-away loop in a worker thread. Prints one line of
JSON: the seconds that each call of the hook took, and how many sessions hang in a call for good.
"""

import asyncio
import importlib
import json
import logging
import os
import sys
import threading
import time
from typing import Any

from cli_agent_orchestrator.clients.database import init_db
from cli_agent_orchestrator.plugins import PostSendMessageEvent

SESSIONS = 5
PATIENCE = 30  # seconds after the load for calls to return


async def timed(plugin: Any, event: PostSendMessageEvent, taken: list[float]) -> None:
    """Call the hook that both plugins have for this event, whatever they call it."""
    hook = getattr(plugin, "on_send_message", None) or plugin.on_post_send_message
    started = time.perf_counter()
    try:
        await hook(event)
    except Exception:
        logging.exception("as CAO's registry does, go on")
    taken.append(time.perf_counter() - started)


def converse(plugin: Any, session: int, messages: int, seconds: float, taken: list[float]) -> None:
    """Send the messages of one session, evenly spread."""
    started = time.monotonic()
    for number in range(messages):
        time.sleep(max(0.0, started + seconds * number / messages - time.monotonic()))
        event = PostSendMessageEvent(
            session_id=f"cao-{session}",
            sender="a1b2c3d4",
            receiver="e5f6a7b8",
            message=f"<{session}-{number}> @everyone {'the work goes on ' * 4}",
            orchestration_type="send_message",
        )
        asyncio.run(timed(plugin, event, taken))


async def main(module: str, name: str, messages: int, seconds: float) -> dict[str, Any]:
    """Set the plugin up on this loop, load it from threads, and tear it down."""
    init_db()  # as the server does; CAO's example looks for the sender's name there
    plugin = getattr(importlib.import_module(module), name)()
    await plugin.setup()
    taken: list[float] = []
    threads = [
        threading.Thread(
            target=converse,
            args=(plugin, session, messages // SESSIONS, seconds, taken),
            daemon=True,
        )
        for session in range(SESSIONS)
    ]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + seconds + PATIENCE
    while any(thread.is_alive() for thread in threads) and time.monotonic() < deadline:
        await asyncio.sleep(0.05)
    stuck = sum(thread.is_alive() for thread in threads)
    try:
        await plugin.teardown()
    except Exception:
        logging.exception("as CAO's registry does, go on")
    return {"taken": list(taken), "stuck": stuck}


if __name__ == "__main__":
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    said = asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])))
    print(json.dumps(said), flush=True)
    os._exit(0)  # a stuck thread would keep the process
