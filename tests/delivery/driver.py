"""Plays cao-server for one generated plugin: calls its hooks as the server does, when told to.

Run by a Python with CAO: driver.py OPTIONS. Commands are lines of JSON on stdin, answers are
lines of JSON on stdout, the log of all at DEBUG is stderr. SIGTERM tears the plugin down.
"""

import asyncio
import importlib
import json
import logging
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from cli_agent_orchestrator.plugins import CaoEvent, PluginRegistry, PostSendMessageEvent
from cli_agent_orchestrator.services.plugin_dispatch import dispatch_plugin_event

_saying = threading.Lock()


def say(**answer: object) -> None:
    """Write one line; it is in the pipe when this returns, whatever kills us next."""
    with _saying:
        print(json.dumps(answer), flush=True)


class Stopwatch(PluginRegistry):
    """The real registry; times each dispatch, and with `tells` says that it has returned."""

    def __init__(self) -> None:
        super().__init__()
        self.tells = False
        self.seconds: list[float] = []

    async def dispatch(self, event_type: str, event: CaoEvent) -> None:
        started = time.perf_counter()
        await super().dispatch(event_type, event)
        self.seconds.append(time.perf_counter() - started)
        if self.tells and isinstance(event, PostSendMessageEvent):
            say(returned=event.message)


class Driver:
    """One plugin, from setup to teardown."""

    def __init__(self, options: dict[str, Any]) -> None:
        package = options["package"]
        for name, value in options["configuration"].items():
            module, *names, attribute = name.split(".")
            place: Any = importlib.import_module(f"{package}.{module}")
            for each in names:
                place = getattr(place, each)
            setattr(place, attribute, value)
        plugin_class = getattr(importlib.import_module(f"{package}.plugin"), options["class"])
        self.plugin = plugin_class()
        self.registry = Stopwatch()
        # load() would add CAO's own plugins, and the stopwatch would time their hooks too.
        self.registry._register(self.plugin)
        self.stopping = threading.Event()

    async def live(self, *, set_up: bool) -> None:
        """Do what stdin says until SIGTERM, or the end of stdin."""
        self.loop = asyncio.get_running_loop()
        stopped = asyncio.Event()

        def stop() -> None:
            self.stopping.set()
            stopped.set()

        self.loop.add_signal_handler(signal.SIGTERM, stop)
        if set_up:
            await self.plugin.setup()
        say(ready=True)
        listener = threading.Thread(target=self.listen, args=(stop,), daemon=True)
        listener.start()
        await stopped.wait()
        started = time.perf_counter()
        await self.plugin.teardown()
        say(teardown=time.perf_counter() - started)

    def listen(self, stop: Callable[[], None]) -> None:
        """Carry out one command after the other."""
        for line in sys.stdin:
            command = json.loads(line)
            self.registry.tells = command["tells"]
            self.registry.seconds.clear()
            self.send(command["sources"])
            say(seconds=self.registry.seconds)
        self.loop.call_soon_threadsafe(stop)

    def send(self, sources: list[dict[str, Any]]) -> None:
        """Run each source beside the others: texts of one session, spread over some seconds."""
        threads = [threading.Thread(target=self.run, args=(source,)) for source in sources]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def run(self, source: dict[str, Any]) -> None:
        texts, via = source["texts"], WAYS[source["via"]]
        started = time.monotonic()
        for number, text in enumerate(texts):
            due = started + source["over"] * number / len(texts)
            if self.stopping.wait(max(0.0, due - time.monotonic())):
                return
            event = PostSendMessageEvent(
                session_id=source["session"],
                sender="a1b2c3d4",
                receiver="e5f6a7b8",
                message=text,
                orchestration_type="send_message",
            )
            via(self, event)

    def dispatch(self, event: CaoEvent) -> None:
        dispatch_plugin_event(self.registry, event.event_type, event)


def on_the_loop(driver: Driver, event: CaoEvent) -> None:
    """Dispatch on the server's loop, where the hook becomes a task."""

    async def dispatch() -> None:
        driver.dispatch(event)

    asyncio.run_coroutine_threadsafe(dispatch(), driver.loop).result()


def in_a_thread(driver: Driver, event: CaoEvent) -> None:
    """Dispatch where no loop runs."""
    driver.dispatch(event)


def on_a_loop_closed_right_after(driver: Driver, event: CaoEvent) -> None:
    """Dispatch as the last act of a loop."""

    async def dispatch() -> None:
        driver.dispatch(event)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(dispatch())
    loop.close()


def on_a_closing_loop(driver: Driver, event: CaoEvent) -> None:
    """Dispatch from a task that the loop's end cancels."""

    async def last_words() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            driver.dispatch(event)

    async def main() -> None:
        task = asyncio.create_task(last_words())
        await asyncio.sleep(0)
        assert not task.done()

    asyncio.run(main())


WAYS: dict[str, Callable[[Driver, CaoEvent], None]] = {
    "loop": on_the_loop,
    "thread": in_a_thread,
    "loop closed right after": on_a_loop_closed_right_after,
    "closing loop": on_a_closing_loop,
}


def main(options: dict[str, Any]) -> None:
    """Live once; with `setup_loop` "closed", set up on a loop that is gone by then."""
    logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s")
    if options["file_limit"]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (options["file_limit"],) * 2)
    driver = Driver(options)
    closed = options["setup_loop"] == "closed"
    if closed:
        asyncio.run(driver.plugin.setup())
    asyncio.run(driver.live(set_up=not closed))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
