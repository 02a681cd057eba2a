"""One name, in every spelling that a plugin package needs."""

import keyword
import re
import sys
from dataclasses import dataclass

from cao_scaffold.errors import UsageError

MAX_LENGTH = 50

# What CAO itself is called, its console scripts, its own plugins and its top-level modules,
# from 2.1.1 to 2.5.4; and this package, whose module would be `cao_scaffold` again.
HOST_NAMES = frozenset(
    """
    cao cli_agent_orchestrator server mcp_server ops_mcp_server scaffold
    claude_code_memory codex_memory event_log_publisher kiro_cli_memory mcp_apps
    agent_plugins agent_store api backends cli clients constants decisions ext_apps graph
    models plugins providers schemas security services skills telemetry templates utils web_ui
    """.split()  # noqa: SIM905
)

# The first words of CAO's own environment variables: CAO_HOME_DIR would be read by a plugin
# `home` and by CAO.
HOST_PREFIXES = frozenset(
    """
    advertised agent agents agui allowed api auth callback cors decision eager elastic enable
    event event_bus forwarded graph herdr hermes home kimi log max mcp memory mock mock_cli pipe
    plugin profile project provider pyte session startup state terminal tmp workflow ws
    """.split()  # noqa: SIM905
)

# Modules that some Python from 3.10 on has, but not each.
_LIBRARY_ELSEWHERE = frozenset(
    """
    aifc annotationlib asynchat asyncore audioop binhex cgi cgitb chunk compression concurrent
    crypt distutils imghdr imp mailcap msilib nis nntplib ossaudiodev pipes smtpd sndhdr spwd
    sunau telnetlib test tomllib uu winreg winsound xdrlib
    """.split()  # noqa: SIM905
)

_SPELLING = re.compile(r"[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_HOW = "letters and digits, in words joined by single hyphens or underscores, such as ops-feed"


@dataclass(frozen=True)
class Names:
    """Every spelling of `plugin`, which is snake_case and the entry point's key."""

    plugin: str

    @property
    def distribution(self) -> str:
        """The name of the distribution, and of the folder that holds it."""
        return "cao-" + self.plugin.replace("_", "-")

    @property
    def module(self) -> str:
        """The import package of a distribution of its own."""
        return "cao_" + self.plugin

    @property
    def class_name(self) -> str:
        """The plugin's class."""
        return "".join(word.capitalize() for word in self.plugin.split("_")) + "Plugin"

    @property
    def prefix(self) -> str:
        """What the plugin's environment variables begin with."""
        return f"CAO_{self.plugin.upper()}_"


def parse_name(given: str) -> Names:
    """Read a name in any usual spelling (ops-feed, OpsFeed, ops_feed, cao-ops-feed).

    Raises UsageError for what cannot name a package, or already names something else.
    """
    if not given:
        raise UsageError("the name is empty", hint=f"give {_HOW}")
    if len(given) > MAX_LENGTH:
        raise UsageError(f"the name has {len(given)} characters", hint=f"give at most {MAX_LENGTH}")
    if not _SPELLING.fullmatch(given):
        raise UsageError(f"{given!a} cannot name a plugin", hint=f"give {_HOW}")
    plugin = _snake_case(given)
    if taken := _taken(plugin):
        raise UsageError(
            f"{given!a} cannot name a plugin: {plugin!r} is {taken}",
            hint=f"say what the plugin does, such as {plugin.replace('_', '-')}-feed",
        )
    return Names(plugin)


def _snake_case(given: str) -> str:
    words = _CAMEL.sub("_", given).replace("-", "_").lower().split("_")
    return "_".join(words[1:] if words[0] == "cao" and len(words) > 1 else words)


def _taken(plugin: str) -> str:
    """Return what `plugin` means already, or "" where it is free."""
    meanings = {
        "no word without its leading cao-": not plugin[0].isalpha(),
        "a keyword of Python": plugin in {word.lower() for word in keyword.kwlist},
        "a module of Python's standard library": plugin in sys.stdlib_module_names
        or plugin in _LIBRARY_ELSEWHERE,
        "a name of CAO's own": plugin in HOST_NAMES,
        "the start of CAO's own environment variables": plugin in HOST_PREFIXES,
    }
    return next((meaning for meaning, holds in meanings.items() if holds), "")
