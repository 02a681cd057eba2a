"""Where a package's plugins send to during a trial, and the variables that say so."""

import contextlib
import os
import re
from collections.abc import Callable
from urllib.parse import urlsplit

from cao_scaffold import receivers
from cao_scaffold.receivers import Received
from cao_scaffold.trial.subject import Plugin, Subject, Variable

_ADDRESS = re.compile(r"URL|ENDPOINT|WEBHOOK")
_PLACEHOLDER = "placeholder"


class Destinations:
    """Receivers on loopback, one for each plugin whose destination is known or can be guessed."""

    def __init__(self, on_received: Callable[[Received], None]) -> None:
        self._on_received = on_received
        self._stack = contextlib.ExitStack()
        self._receivers: list[receivers.Receiver] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> "Destinations":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def texts(self) -> tuple[str, ...]:
        """What arrived at any of them."""
        return tuple(text for receiver in self._receivers for text in receiver.texts)

    @property
    def rejected(self) -> tuple[str, ...]:
        """How often a request was refused, by status; a 429 is the business of both sides."""
        return tuple(
            f"{count} requests were refused with status {status}"
            for receiver in self._receivers
            for status, count in sorted(receiver.rejected.items())
            if status != 429
        )

    def open_for(self, subject: Subject) -> bool:
        """Start what the plugins of `subject` need; False where they send nowhere."""
        for plugin in subject.plugins:
            if plugin.integration in receivers.KINDS:
                self._play(plugin)
        known = any(plugin.integration for plugin in subject.plugins)
        if not known and subject.variables:
            self._guess(subject.variables)
        return bool(self._receivers)

    def _play(self, plugin: Plugin) -> None:
        receiver = self._start(plugin.integration)
        for name, value in receiver.settings.items():
            self.environment[plugin.prefix + name] = value

    def _guess(self, variables: tuple[Variable, ...]) -> None:
        """Lead every address of env.template to a receiver, and fill what else is required."""
        addresses = [each for each in variables if _is_web_address(each)]
        url = self._start("anything").url if addresses else ""
        self.environment.update({each.name: url for each in addresses})
        for variable in variables:
            if not variable.optional:
                self.environment.setdefault(variable.name, variable.value or _PLACEHOLDER)

    def _start(self, kind: str) -> receivers.Receiver:
        started = receivers.start(kind, on_received=self._on_received)
        self._receivers.append(self._stack.enter_context(started))
        return self._receivers[-1]


def users_settings(subject: Subject) -> dict[str, str]:
    """Return from the user's own environment what the plugins of `subject` read."""
    prefixes = tuple(plugin.prefix for plugin in subject.plugins)
    names = {each.name for each in subject.variables}
    names |= {f"{name}_FILE" for name in names}
    return {
        name: value
        for name, value in os.environ.items()
        if name in names or name.startswith(prefixes)
    }


def _is_web_address(variable: Variable) -> bool:
    scheme = urlsplit(variable.value).scheme
    return bool(_ADDRESS.search(variable.name)) and scheme in ("", "http", "https")
