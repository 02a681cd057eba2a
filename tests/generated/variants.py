"""The packages that stand for all that the template can write."""

from typing import Any, NamedTuple

from cao_scaffold.names import Names

EVENTS = (
    "post_send_message",
    "post_create_session",
    "post_kill_session",
    "post_create_terminal",
    "post_kill_terminal",
)


class Variant(NamedTuple):
    """A name, and the answers that make the package."""

    name: str
    answers: dict[str, Any]

    @property
    def module(self) -> str:
        """The package that is imported."""
        return Names(str(self.answers["plugin_name"])).module


def _variant(integration: str, name: str = "", *events: str) -> Variant:
    answers: dict[str, Any] = {"plugin_name": name or integration, "integration": integration}
    return Variant(name or integration, {**answers, "events": list(events)} if events else answers)


DEFAULTS = (_variant("blank"), _variant("discord"), _variant("telegram"))
ALL_EVENTS = (
    _variant("blank", "blank_all", *EVENTS),
    _variant("discord", "discord_all", *EVENTS),
    _variant("telegram", "telegram_all", *EVENTS),
)
ONE_EVENT = (
    _variant("blank", "blank_kill_terminal", "post_kill_terminal"),
    _variant("discord", "discord_create_session", "post_create_session"),
    _variant("discord", "discord_create_terminal", "post_create_terminal"),
    _variant("telegram", "telegram_kill_terminal", "post_kill_terminal"),
    _variant("telegram", "telegram_send_message", "post_send_message"),
)
VARIANTS = (*DEFAULTS, *ALL_EVENTS, *ONE_EVENT)
