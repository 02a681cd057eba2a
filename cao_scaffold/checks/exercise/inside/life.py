"""A plugin's life in a server: made, set up, called, torn down, and once more."""

import asyncio
import functools
import importlib
import importlib.metadata
import inspect
import logging
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from .events import event as event_of
from .watch import Loaded, Watch

GROUP = "cao.plugins"
PATIENCE = 6.0
TEARDOWN = 20.0


class Life:
    """One run through a plugin's life, twice."""

    def __init__(self, argument: dict[str, Any], watch: Watch) -> None:
        self.watch = watch
        self.answer: float = argument["answer"]
        self.events: dict[str, list[str]] = argument["events"]
        self.plugins = importlib.import_module("cli_agent_orchestrator.plugins")
        service = importlib.import_module("cli_agent_orchestrator.services.plugin_dispatch")
        self.dispatch = service.dispatch_plugin_event
        self.calls: list[dict[str, Any]] = []
        self.opened: list[dict[str, Any]] = []
        self.teardown: list[dict[str, Any]] = []
        wanted = {(name, value) for name, value in argument["entries"]}
        self.entries = [
            each
            for each in importlib.metadata.entry_points(group=GROUP)
            if (each.name, each.value) in wanted
        ]
        self.names = {each.name for each in self.entries}
        self.known = set(self.names)

    def run(self) -> dict[str, Any]:
        """Construct, load, dispatch, tear down, and once more."""
        prepare_database()
        loaded: set[str] = set()
        listener = Loaded(loaded)
        registry_log = logging.getLogger("cli_agent_orchestrator.plugins.registry")
        registry_log.addHandler(listener)
        for entry in self.entries:
            self.construct(entry)
        asyncio.new_event_loop().run_until_complete(self.live())
        return {
            "entries": sorted(self.names),
            "loaded": sorted(loaded & self.names),
            "warnings": [each for each in self.watch.warnings if self.known & set(each["about"])],
            "calls": self.calls,
            "opened": self.opened,
            "teardown": self.teardown,
            "leaks": self.watch.leaks,
            "refused": sorted(set(self.watch.refused)),
        }

    def construct(self, entry: Any) -> None:
        """Make the plugin as an MCP server does, and see what that opens; then time its hooks."""
        self.watch.enter(f"making {entry.name}")
        try:
            found = entry.load()
        except BaseException:
            return  # The registry will say so.
        if not (isinstance(found, type) and issubclass(found, self.plugins.CaoPlugin)):
            return
        self.known.add(found.__name__)
        place = self.watch.own(inspect.getsourcefile(found) or "", line_of(found))
        with self.watch.openings() as opened:
            try:
                made = found()
            except BaseException:
                made = None  # The registry will say so, too.
        self.opened.extend({**place, "what": each, "error": ""} for each in opened)
        if made is not None and has_surface(found, self.plugins.CaoPlugin):
            self.offer_server(made, place)
        self.time_hooks(found)

    def offer_server(self, made: Any, place: dict[str, Any]) -> None:
        """Call `on_mcp_server` with a server of CAO's kind, and see what that opens."""
        mcp = importlib.import_module("fastmcp").FastMCP("check")
        with self.watch.openings() as opened:
            try:
                made.on_mcp_server(mcp)
            except BaseException as error:
                self.opened.append({**place, "what": "", **self.watch.error(error)})
        self.opened.extend({**place, "what": each, "error": ""} for each in opened)

    def time_hooks(self, found: type) -> None:
        """Put a stop-watch around each hook of the class."""
        for name, function in inspect.getmembers(found, inspect.isfunction):
            if hasattr(function, "_cao_hook_event"):
                self.known.add(function.__qualname__)
                setattr(found, name, self.timed(function))

    def timed(self, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        code = inspect.unwrap(function).__code__
        place = self.watch.own(code.co_filename, code.co_firstlineno)

        @functools.wraps(function)
        async def call(*arguments: Any, **keywords: Any) -> Any:
            where = "loop" if threading.current_thread() is threading.main_thread() else "worker"
            seen = {
                **place,
                "hook": function.__qualname__,
                "event": function._cao_hook_event,  # type: ignore[attr-defined]
                "where": where,
                "seconds": None,
                "escaped": "",
            }
            self.calls.append(seen)
            started = time.perf_counter()
            try:
                return await function(*arguments, **keywords)
            except Exception:
                raise
            except asyncio.CancelledError:
                seen["escaped"] = "CancelledError"
                raise
            except BaseException as error:
                # Let go on, it would end this process and all that is still to be seen.
                seen["escaped"] = type(error).__name__
                return None
            finally:
                seen["seconds"] = time.perf_counter() - started

        return call

    async def live(self) -> None:
        """Play the server, twice."""
        registry = await self.load("setup")
        loop_events, worker_events = self.events["loop"], self.events["worker"]
        for event in loop_events * 2:
            await self.on_loop(registry, event)
        for event in worker_events * 2:
            await self.in_workers(registry, event, threads=1)
        for event in worker_events:
            await self.on_loop(registry, event)
        for event in worker_events:
            await self.in_workers(registry, event, threads=4)
        # A worker of the plugin has its answer by then, and has logged what it will.
        self.watch.enter("delivery")
        await asyncio.sleep(self.answer)
        await self.tear_down(registry)
        await self.tear_down(await self.load("the second setup"))

    async def load(self, stage: str) -> Any:
        self.watch.enter(stage)
        registry = self.plugins.PluginRegistry()
        await registry.load()
        return registry

    async def on_loop(self, registry: Any, event: str) -> None:
        """Dispatch on the server's loop, and wait for the hooks."""
        if self.hangs(event):
            return
        self.watch.enter(f"{event} on the server's loop")
        self.dispatch(registry, event, event_of(self.plugins, event))
        await asyncio.sleep(0.05)
        await self.until(lambda: not self.hangs(event))

    async def in_workers(self, registry: Any, event: str, *, threads: int) -> None:
        """Dispatch in worker threads at once, and wait for them."""
        if self.hangs(event):
            return
        self.watch.enter(f"{event} in a worker thread")
        workers = [
            threading.Thread(target=self.quietly, args=(registry, event), daemon=True)
            for _ in range(threads)
        ]
        for worker in workers:
            worker.start()
        await self.until(lambda: not any(each.is_alive() for each in workers))

    def hangs(self, event: str) -> bool:
        """Tell whether a hook of `event` has not returned yet."""
        return any(call["event"] == event and call["seconds"] is None for call in self.calls)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until `condition` holds, or patience ends."""
        limit = time.monotonic() + PATIENCE
        while not condition() and time.monotonic() < limit:
            await asyncio.sleep(0.01)

    def quietly(self, registry: Any, event: str) -> None:
        """Dispatch; what gets out of the registry has been noted by the stop-watch."""
        try:
            self.dispatch(registry, event, event_of(self.plugins, event))
        except BaseException:
            return

    async def tear_down(self, registry: Any) -> None:
        self.watch.enter("teardown")
        task = asyncio.ensure_future(registry.teardown())
        started = time.monotonic()
        await asyncio.wait({task}, timeout=TEARDOWN)
        self.teardown.append({"ended": task.done(), "seconds": time.monotonic() - started})


def prepare_database() -> None:
    """Make CAO's tables, as the server does before it loads a plugin."""
    module = importlib.import_module("cli_agent_orchestrator.clients.database")
    module.init_db()


def has_surface(found: type, base: type) -> bool:
    """Tell whether a class brings something of its own to the MCP servers."""
    own = getattr(found, "on_mcp_server", None)
    return own is not None and own is not getattr(base, "on_mcp_server", None)


def line_of(found: type) -> int:
    try:
        return inspect.getsourcelines(found)[1]
    except (OSError, TypeError):
        return 0
