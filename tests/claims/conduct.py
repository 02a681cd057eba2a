"""Runs in a release's own Python: what its registry and its dispatcher really do to a plugin."""

import asyncio
import importlib
import importlib.metadata
import inspect
import io
import logging
import threading
import time
from typing import Any

plugins = importlib.import_module("cli_agent_orchestrator.plugins")
registry_module = importlib.import_module("cli_agent_orchestrator.plugins.registry")
dispatcher = importlib.import_module("cli_agent_orchestrator.services.plugin_dispatch")
CaoPlugin, hook, Registry = plugins.CaoPlugin, plugins.hook, registry_module.PluginRegistry
MESSAGE = "post_send_message"


class Recorder(CaoPlugin):
    """Counts what is done to it, as classes see it."""

    made = set_up = torn_down = 0

    def __init__(self) -> None:
        type(self).made += 1

    async def setup(self) -> None:
        type(self).set_up += 1
        self.loop = asyncio.get_running_loop()
        self.lock = asyncio.Lock()
        self.seen: list[str] = []

    async def teardown(self) -> None:
        type(self).torn_down += 1


class Ordinary(Recorder):
    @hook(MESSAGE)
    async def on_message(self, event: Any) -> None:
        same = asyncio.get_running_loop() is self.loop
        self.seen.append("setup's loop" if same else "another loop")
        asyncio.get_running_loop().create_task(self.later())

    async def later(self) -> None:
        await asyncio.sleep(0.05)
        self.seen.append("later")


class Slow(Recorder):
    @hook(MESSAGE)
    async def on_message(self, event: Any) -> None:
        await asyncio.sleep(0.2)
        self.seen.append("slow")


class Raises(Recorder):
    @hook(MESSAGE)
    async def on_message(self, event: Any) -> None:
        raise ValueError("on purpose")


class Cancels(Recorder):
    @hook(MESSAGE)
    async def on_message(self, event: Any) -> None:
        raise asyncio.CancelledError


class Synchronous(Recorder):
    @hook(MESSAGE)
    def on_message(self, event: Any) -> None:
        self.seen.append("ran")


class Misspelt(Recorder):
    @hook("post_send_mesage")
    async def on_message(self, event: Any) -> None:
        self.seen.append("called")


class Stacked(Recorder):
    @hook(MESSAGE)
    @hook("post_create_session")
    async def on_either(self, event: Any) -> None:
        self.seen.append(event.event_type)


class FailsInSetup(Recorder):
    async def setup(self) -> None:
        raise RuntimeError("on purpose")


class NotAPlugin:
    pass


class EntryPoint:
    def __init__(self, target: type) -> None:
        self.name, self.target = target.__name__, target

    def load(self) -> type:
        return self.target


def probe(argument: object) -> dict[str, Any]:
    """Return what was seen, a truth value for each question."""
    found = {question.__name__: question() for question in QUESTIONS}
    builtin = importlib.metadata.entry_points(group="cao.plugins")
    found["builtin_plugins"] = len(list(builtin))
    return found


def registry_of(*classes: type) -> tuple[Any, str]:
    """Load the classes as the server loads plugins; return the registry and what was logged."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    logger = logging.getLogger(registry_module.__name__)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    registry = Registry()
    found = registry_module.importlib.metadata.entry_points
    registry_module.importlib.metadata.entry_points = lambda **_: [EntryPoint(c) for c in classes]
    try:
        asyncio.run(registry.load())
    finally:
        registry_module.importlib.metadata.entry_points = found
    return registry, heard.getvalue()


def send(registry: Any) -> float:
    """Dispatch a message as a service does in a worker thread; return how long that took."""
    started = time.monotonic()
    event = plugins.PostSendMessageEvent(sender="a", receiver="b", message="hi")
    dispatcher.dispatch_plugin_event(registry, MESSAGE, event)
    return time.monotonic() - started


def seen_by(*classes: type) -> list[list[str]]:
    registry, _ = registry_of(*classes)
    send(registry)
    time.sleep(0.1)
    return [plugin.seen for plugin in registry._plugins]


def hook_runs_on_another_loop_than_setup() -> bool:
    return seen_by(Ordinary)[0][0] == "another loop"


def task_made_in_a_hook_is_lost() -> bool:
    return "later" not in seen_by(Ordinary)[0]


def dispatch_waits_for_the_hook() -> bool:
    registry, _ = registry_of(Slow)
    return send(registry) >= 0.2


def hooks_run_one_after_the_other() -> bool:
    registry, _ = registry_of(Slow, type("Slower", (Slow,), {}))
    return send(registry) >= 0.4


def plain_exception_is_contained() -> bool:
    registry, _ = registry_of(Raises, Ordinary)
    send(registry)
    return bool(registry._plugins[1].seen)


def cancelled_error_escapes() -> bool:
    registry, _ = registry_of(Cancels)
    try:
        send(registry)
    except BaseException as raised:
        return isinstance(raised, asyncio.CancelledError)
    return False


def synchronous_hook_runs() -> bool:
    return seen_by(Synchronous)[0] == ["ran"]


def misspelt_event_is_accepted() -> bool:
    registry, heard = registry_of(Misspelt)
    send(registry)
    return "Loaded" in heard and not registry._plugins[0].seen


def only_the_outermost_hook_counts() -> bool:
    registry, _ = registry_of(Stacked)
    event = plugins.PostCreateSessionEvent()
    dispatcher.dispatch_plugin_event(registry, "post_create_session", event)
    send(registry)
    return registry._plugins[0].seen == [MESSAGE]


def failed_setup_is_never_torn_down() -> bool:
    registry, heard = registry_of(FailsInSetup, Ordinary)
    before = FailsInSetup.torn_down
    asyncio.run(registry.teardown())
    return FailsInSetup.torn_down == before and "Failed to load plugin" in heard


def mcp_server_makes_plugins_without_setup() -> bool:
    surfaces = getattr(registry_module, "register_mcp_server_surfaces", None)
    if surfaces is None:
        return False
    cls = type("Counted", (Recorder,), {"made": 0, "set_up": 0})
    found = registry_module.importlib.metadata.entry_points
    registry_module.importlib.metadata.entry_points = lambda **_: [EntryPoint(cls)]
    try:
        surfaces(object())
    finally:
        registry_module.importlib.metadata.entry_points = found
    return (cls.made, cls.set_up) == (1, 0)


def other_class_is_skipped_with_a_warning() -> bool:
    return "is not a CaoPlugin subclass, skipping" in registry_of(NotAPlugin)[1]


def server_dispatches_messages_off_its_loop() -> bool:
    """Tell whether a service that sends messages is synchronous, run in a worker thread."""
    service = importlib.import_module("cli_agent_orchestrator.services.terminal_service")
    return not inspect.iscoroutinefunction(service.send_input)


def thread_survives_the_hook() -> bool:
    """Tell whether a thread that the plugin owns goes on where the hook's loop has ended."""
    done = threading.Event()

    class Threaded(Recorder):
        @hook(MESSAGE)
        async def on_message(self, event: Any) -> None:
            threading.Timer(0.05, done.set).start()

    registry, _ = registry_of(Threaded)
    send(registry)
    return done.wait(1)


QUESTIONS = (
    hook_runs_on_another_loop_than_setup,
    task_made_in_a_hook_is_lost,
    dispatch_waits_for_the_hook,
    hooks_run_one_after_the_other,
    plain_exception_is_contained,
    cancelled_error_escapes,
    synchronous_hook_runs,
    misspelt_event_is_accepted,
    only_the_outermost_hook_counts,
    failed_setup_is_never_torn_down,
    mcp_server_makes_plugins_without_setup,
    other_class_is_skipped_with_a_warning,
    server_dispatches_messages_off_its_loop,
    thread_survives_the_hook,
)
