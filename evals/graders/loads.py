"""The package installs, and CAO's registry loads every plugin that it declares."""

from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.host.environment import NEWEST
from evals.grading import Check
from evals.packages import find_package, installed, probed

_LOAD = """
import asyncio
import importlib
import io
import logging


def probe(names):
    module = importlib.import_module("cli_agent_orchestrator.plugins")
    heard = io.StringIO()
    logging.basicConfig(stream=heard, level=logging.INFO, force=True)

    async def load():
        registry = module.PluginRegistry()
        await registry.load()
        text = heard.getvalue()
        await registry.teardown()
        return text

    return asyncio.run(load())
"""
# What the listed destinations and the tasks' prompts ask to be set.
SETTINGS = {
    "CAO_TELEGRAM_BOT_TOKEN": "1:token",
    "CAO_TELEGRAM_CHAT_ID": "1",
    "CAO_TELEGRAM_API_URL": "http://127.0.0.1:9",
    "CAO_DISCORD_WEBHOOK_URL": "http://127.0.0.1:9/api/webhooks/1/token",
}


def checks(workspace: Path, releases: str = NEWEST, plugins: str = "") -> Iterator[Check]:
    """Yield one check a release of `releases`, and for each of `plugins`, separated by blanks."""
    package = find_package(workspace)
    for name in plugins.split():
        yield Check(f"{name} is declared", name in package.plugins, str(list(package.plugins)))
    with installed(package) as site:
        for version in releases.split():
            settings = {**SETTINGS, "AUDIT_FILE": str(site / "audit.jsonl")}
            said = probed(package, site, _LOAD, None, version=version, **settings)
            lost = [n for n in package.plugins if f"Loaded CAO plugin: {n}\n" not in said]
            yield Check(f"loads on {version}", not lost, said[-800:] if lost else "")
