"""CAO's plugin events: what each is called, when it fires and what it carries."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from cao_scaffold.errors import UsageError

# Every event has these too; only releases after 2.1.1 have `traceparent`.
COMMON_FIELDS = ("event_type", "timestamp", "session_id", "traceparent")


class Event(NamedTuple):
    """One event type; `fields` are its own, beside COMMON_FIELDS."""

    name: str
    when: str
    fields: tuple[str, ...]

    @property
    def class_name(self) -> str:
        """The event's class in `cli_agent_orchestrator.plugins`."""
        return "".join(word.capitalize() for word in self.name.split("_")) + "Event"


EVENTS = (
    Event(
        "post_send_message",
        "A message has been typed into an agent's terminal.",
        ("sender", "receiver", "message", "orchestration_type"),
    ),
    Event(
        "post_create_session",
        "A session has been made, after its first terminal.",
        ("session_name",),
    ),
    Event(
        "post_kill_session",
        "A session has been ended, after its terminals.",
        ("session_name",),
    ),
    Event(
        "post_create_terminal",
        "A terminal has been made; its agent may not be ready yet.",
        ("terminal_id", "agent_name", "provider"),
    ),
    Event(
        "post_kill_terminal",
        "A terminal has been ended and is gone from CAO's database.",
        ("terminal_id", "agent_name"),
    ),
)


def parse_events(given: str) -> tuple[str, ...]:
    """Return the names in `given` ("all", or names joined by commas) in the table's order.

    Raises UsageError for a name that is no event's.
    """
    legal = tuple(event.name for event in EVENTS)
    names = [word.strip() for word in given.split(",") if word.strip()]
    if names == ["all"]:
        return legal
    for name in names:
        if name not in legal:
            raise UsageError(f"{name!r} is no event of CAO", hint=_suggestion(name, legal))
    if not names:
        raise UsageError("--events names no event", hint=_suggestion("", legal))
    return tuple(name for name in legal if name in names)


def _suggestion(name: str, legal: Sequence[str]) -> str:
    close = get_close_matches(name, legal, n=1)
    question = f"did you mean {close[0]}? " if close else ""
    return f"{question}The events are {', '.join(legal)}, or all of them: all"
