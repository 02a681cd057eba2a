"""The variables of a run: the user's, then a destination on loopback, then placeholders."""

import contextlib
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold import receivers
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.variables import Variable, variables_read

RECORD = ".cao-scaffold.toml"
# Seconds that a destination takes to answer; what a hook's own time is judged by.
SLOWNESS = 1.0

_ADDRESS = re.compile(r"URL|URI|ENDPOINT|WEBHOOK")
_SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|KEY|HOOK")
_NUMBER = re.compile(r"TIMEOUT|SECONDS|PORT|COUNT|LIMIT|SIZE|INTERVAL|RETRIES|MAX|MIN|(^|_)ID$")
_FLAG = re.compile(r"ENABLED?|DEBUG|ONLY|VERIFY")
_PATH = re.compile(r"FILE|PATH|DIR|FOLDER")
_LEAST_SECRET = 8


@dataclass(frozen=True)
class Settings:
    """The environment of the plugin, what in it is secret, and the machines it may reach."""

    environment: dict[str, str]
    secrets: tuple[str, ...]
    hosts: tuple[str, ...]


@contextlib.contextmanager
def settings_for(package: Package, given: Mapping[str, str]) -> Iterator[Settings]:
    """Play the package's destinations, slow ones, for as long as the block runs."""
    with contextlib.ExitStack() as stack:
        found = _played(package, stack)
        if not found:
            receiver = stack.enter_context(receivers.start("anything", limits=False))
            receiver.faults.slow = SLOWNESS
            found = _guessed(variables_read(package), receiver.url)
        environment = {**found, **given}
        yield Settings(environment, tuple(_secrets(environment)), tuple(_hosts(given)))


def _played(package: Package, stack: contextlib.ExitStack) -> dict[str, str]:
    """Start the destinations of recorded integrations; return the settings that lead there."""
    found: dict[str, str] = {}
    for name, integration in _recorded(package):
        if integration in receivers.KINDS and name in package.project.entry_points:
            receiver = stack.enter_context(receivers.start(integration, limits=False))
            receiver.faults.slow = SLOWNESS
            prefix = f"CAO_{name.upper()}_"
            found |= {prefix + key: value for key, value in receiver.settings.items()}
    return found


def _recorded(package: Package) -> Iterator[tuple[str, str]]:
    path = package.root / RECORD
    try:
        document: Mapping[str, Any] = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
        for name, entry in document.get("plugins", {}).items():
            yield str(name), str(entry["answers"]["integration"])
    except (OSError, UnicodeDecodeError, TOMLKitError, KeyError, TypeError, AttributeError):
        return


def _guessed(variables: Iterable[Variable], url: str) -> dict[str, str]:
    """Return a value for each address, and for whatever has no default."""
    found: dict[str, str] = {}
    for name, required in ((each.name, each.required) for each in variables):
        if _PATH.search(name):
            continue
        if _ADDRESS.search(name):
            found[name] = f"{url}/{secrets.token_urlsafe(24)}"
        elif required:
            found[name] = _placeholder(name)
    return found


def _placeholder(name: str) -> str:
    if _NUMBER.search(name) or _FLAG.search(name):
        return "1"
    return secrets.token_urlsafe(24) if _SECRET.search(name) else "placeholder"


def _secrets(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield what must not be logged: tokens, and the last part of a webhook's path."""
    for name, value in environment.items():
        if not _SECRET.search(name):
            continue
        if _ADDRESS.search(name):
            last = urlsplit(value).path.rpartition("/")[2]
            if len(last) >= _LEAST_SECRET:
                yield last
        elif len(value) >= _LEAST_SECRET:
            yield value


def _hosts(given: Mapping[str, str]) -> Iterator[str]:
    """Yield the machines that the user's own settings lead to."""
    for value in given.values():
        with contextlib.suppress(ValueError):
            if host := urlsplit(value).hostname:
                yield host
