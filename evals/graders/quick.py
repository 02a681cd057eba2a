"""A hook returns at once, in the ways in which the server calls it, and a burst is not slow."""

from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.host.environment import NEWEST
from evals.graders.loads import SETTINGS
from evals.grading import Check
from evals.packages import find_package, installed, probed

_CALL = """
import asyncio
import importlib
import os
import time


def probe(names):
    plugins = importlib.import_module("cli_agent_orchestrator.plugins")
    dispatch = importlib.import_module("cli_agent_orchestrator.services.plugin_dispatch")

    async def measure():
        registry = plugins.PluginRegistry()
        await registry.load()
        own = [p for p in registry._plugins if type(p).__module__.split(".")[0] in names]
        slowest, thrown = 0.0, []
        for number in range(20):
            event = plugins.PostSendMessageEvent(sender="a", receiver="b", message=f"no {number}")
            started = time.monotonic()
            for plugin in own:
                quiet = plugins.PluginRegistry()
                quiet._register(plugin)
                try:
                    await asyncio.to_thread(
                        dispatch.dispatch_plugin_event, quiet, "post_send_message", event
                    )
                except BaseException as error:
                    thrown.append(repr(error))
            slowest = max(slowest, time.monotonic() - started)
        started = time.monotonic()
        await registry.teardown()
        return [len(own), slowest, time.monotonic() - started, thrown]

    return asyncio.run(measure())
"""
_SECONDS = 0.1
_DRAIN_SECONDS = 15


def checks(workspace: Path) -> Iterator[Check]:
    """Yield what the clock says of twenty messages, and of the end."""
    package = find_package(workspace)
    names = [target.split(".")[0].split(":")[0] for target in package.plugins.values()]
    with installed(package) as site:
        settings = {**SETTINGS, "AUDIT_FILE": str(site / "audit.jsonl")}
        loaded, slowest, drained, thrown = probed(
            package, site, _CALL, names, version=NEWEST, **settings
        )
    yield Check("it is loaded", loaded == len(names), f"{loaded} of {len(names)}")
    yield Check("no hook takes long", slowest < _SECONDS, f"{slowest:.3f} s")
    yield Check("nothing leaves a hook", not thrown, str(thrown[:1]))
    yield Check("it ends in time", drained < _DRAIN_SECONDS, f"{drained:.1f} s")
