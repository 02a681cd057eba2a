"""Fires the events through CAO's own registry and dispatcher, where no agent can be played."""

from pathlib import Path
from typing import Any

from cao_scaffold.host.home import Home
from cao_scaffold.host.probe import run_probe
from cao_scaffold.trial.conversation import messages
from cao_scaffold.trial.outcome import Journal, Message
from cao_scaffold.trial.place import Place

_TIMEOUT = 120

# As the server does it: creation on the server's loop, all else in worker threads.
_SNIPPET = """
import asyncio
import logging
import time


def probe(argument):
    form = "%(asctime)s - %(name)s - %(levelname)s - %(message)s"
    logging.basicConfig(filename=argument["log"], level="INFO", format=form)
    return asyncio.run(fire(argument["messages"]))


async def fire(messages):
    from cli_agent_orchestrator import plugins
    from cli_agent_orchestrator.services.plugin_dispatch import dispatch_plugin_event

    registry = plugins.PluginRegistry()
    await registry.load()

    def dispatch(event):
        dispatch_plugin_event(registry, event.event_type, event)

    session, first, second = "cao-try", "11111111", "22222222"
    for terminal in (first, second):
        dispatch(plugins.PostCreateTerminalEvent(
            session_id=session, terminal_id=terminal, agent_name="developer", provider="mock_cli"
        ))
    dispatch(plugins.PostCreateSessionEvent(session_id=session, session_name=session))
    await asyncio.sleep(0.1)
    seconds = []
    for message in messages:
        started = time.monotonic()
        await asyncio.to_thread(dispatch, plugins.PostSendMessageEvent(
            session_id=session, sender=first, receiver=second, message=message,
            orchestration_type="send_message",
        ))
        seconds.append(time.monotonic() - started)
    for terminal in (first, second):
        await asyncio.to_thread(dispatch, plugins.PostKillTerminalEvent(
            session_id=session, terminal_id=terminal, agent_name="developer"
        ))
    await asyncio.to_thread(
        dispatch, plugins.PostKillSessionEvent(session_id=session, session_name=session)
    )
    await registry.teardown()
    return seconds
"""


def fire_events(
    place: Place, home: Home, journal: Journal, *, environment: dict[str, str], folder: Path
) -> tuple[tuple[Message, ...], str]:
    """Send messages and the four other events; return the messages, and what was logged."""
    wanted = tuple(messages())
    for each in wanted:
        journal.write("sent", each.text)
    log = home.path / "dispatch.log"
    argument: dict[str, Any] = {"log": str(log), "messages": [each.text for each in wanted]}
    seconds = run_probe(
        place.python,
        _SNIPPET,
        argument,
        home=home,
        environment={**place.environment, **environment},
        folder=folder,
        timeout=_TIMEOUT,
    )
    sent = tuple(
        Message(each.text, each.marker, took) for each, took in zip(wanted, seconds, strict=True)
    )
    return sent, log.read_text(encoding="utf-8", errors="replace")
