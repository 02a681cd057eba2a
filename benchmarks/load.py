"""Sends messages through a plugin as cao-server does; run by a Python with CAO.

    load.py MODULE CLASS SESSIONS MESSAGES SECONDS PATIENCE

The sessions take turns, evenly spread. Each message goes through CAO's own dispatcher in a worker
thread of the loop that set the plugin up, where the hook runs on a throw-away loop. Prints one
line of JSON: the seconds that each call of the hook took, Infinity for one that did not return
within PATIENCE seconds of the last message.
"""

import asyncio
import importlib
import json
import logging
import math
import os
import sys
import time

from cli_agent_orchestrator.clients.database import init_db
from cli_agent_orchestrator.plugins import CaoEvent, PluginRegistry, PostSendMessageEvent
from cli_agent_orchestrator.services.plugin_dispatch import dispatch_plugin_event


class Stopwatch:
    """The registry, as the dispatcher sees it; times each call, on the loop that the hook has."""

    def __init__(self, registry: PluginRegistry) -> None:
        self.seconds: list[float] = []
        self._registry = registry

    async def dispatch(self, event_type: str, event: CaoEvent) -> None:
        """Call the hook."""
        started = time.perf_counter()
        await self._registry.dispatch(event_type, event)
        self.seconds.append(time.perf_counter() - started)


async def send(stopwatch: Stopwatch, mark: str, *, session: int, delay: float) -> None:
    """Send one message `delay` seconds from now."""
    await asyncio.sleep(delay)
    event = PostSendMessageEvent(
        session_id=f"cao-{session}",
        sender="a1b2c3d4",
        receiver="e5f6a7b8",
        message=f"{mark} @everyone {'the work goes on ' * 4}",
        orchestration_type="send_message",
    )
    await asyncio.to_thread(dispatch_plugin_event, stopwatch, event.event_type, event)


async def load(
    plugin_class: type, *, sessions: int, messages: int, seconds: float, patience: float
) -> list[float]:
    """Set the plugin up on this loop, send the messages, and tear it down."""
    init_db()  # as the server does; CAO's example looks for the sender's name there
    registry = PluginRegistry()
    plugin = plugin_class()
    await plugin.setup()
    # load() would add CAO's own plugins, and the stopwatch would time their hooks too.
    registry._register(plugin)
    stopwatch = Stopwatch(registry)
    sends = [
        asyncio.create_task(
            send(
                stopwatch,
                f"<{number}>",
                session=number % sessions,
                delay=seconds * number / messages,
            )
        )
        for number in range(messages)
    ]
    _, stuck = await asyncio.wait(sends, timeout=seconds + patience)
    taken = stopwatch.seconds + [math.inf] * len(stuck)
    await registry.teardown()
    return taken


def main(module: str, name: str, *sizes: str) -> None:
    """Load the plugin, print, and leave, even where a thread is stuck."""
    logging.basicConfig(filename="load.log", level=logging.INFO)  # as the server logs
    plugin_class = getattr(importlib.import_module(module), name)
    sessions, messages, seconds, patience = map(int, sizes)
    # asyncio.run would wait for a stuck thread.
    taken = asyncio.new_event_loop().run_until_complete(
        load(
            plugin_class,
            sessions=sessions,
            messages=messages,
            seconds=seconds,
            patience=patience,
        )
    )
    print(json.dumps(taken), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
