"""What was seen when a release's registry, dispatcher and server were run; once a process."""

from functools import cache
from pathlib import Path
from typing import Any

from cao_scaffold.host.home import private_home
from cao_scaffold.host.probe import run_probe
from tests.claims.server_conduct import watch
from tests.real_cao import environment_with_cao

_CONDUCT = (Path(__file__).parent / "conduct.py").read_text(encoding="utf-8")
# These have no provider that runs without credentials, so their server plays no agent.
WITHOUT_AGENT = ("2.1.1", "2.3.0")


@cache
def in_process(version: str) -> dict[str, Any]:
    """Return what the registry and the dispatcher of `version` do to plugins."""
    with private_home() as home:
        found: dict[str, Any] = run_probe(
            environment_with_cao(version), _CONDUCT, None, home=home, timeout=120
        )
    return found


@cache
def on_a_server(version: str) -> dict[str, bool]:
    """Return what a real cao-server of `version` tells a plugin."""
    return watch(version)


def seen_in_process(question: str) -> Any:
    """Return a measurement: the answer of `conduct.py` to `question`."""
    return lambda release: bool(in_process(release.version)[question])


def seen_on_a_server(question: str, expected: bool = True) -> Any:
    """Return a measurement: the answer of a real server, True where it cannot play an agent."""

    def holds(release: Any) -> bool:
        if release.version in WITHOUT_AGENT:
            return True
        return on_a_server(release.version)[question] is expected

    return holds
