"""Generated plugins run by a driver process, each against a receiver of the test's own."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from cao_scaffold.cli import run as run_command
from cao_scaffold.host.environment import NEWEST
from cao_scaffold.host.home import private_home
from cao_scaffold.receivers import Receiver
from tests.delivery.child import Child, running
from tests.real_cao import environment_with_cao

# For the tests that are about other things than these.
QUICK: Mapping[str, object] = {
    "outbox.LINGER": 0.05,
    "outbox.LONGEST_BACKOFF": 0.4,
    "client.TIMEOUT": 1.0,
}
NO_WINDOWS = {
    "discord": {"discord.Discord.windows": []},
    "telegram": {"telegram.PACE_OF_A_GROUP": []},
}

Run = Callable[..., AbstractContextManager[Child]]


@pytest.fixture(scope="session")
def delivery_python() -> Path:
    """The Python of an environment with CAO and what the plugins need; not to be changed."""
    return environment_with_cao(NEWEST, "httpx>=0.27,<1", "python-dotenv>=1.0")


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each generated distribution, by integration; not to be changed."""
    folder = tmp_path_factory.mktemp("packages")
    for name in NO_WINDOWS:
        assert run_command(["plugin", name, "--defaults", "--output", str(folder)]) == 0
    return {name: folder / f"cao-{name}" for name in NO_WINDOWS}


@pytest.fixture
def run(packages: dict[str, Path], delivery_python: Path) -> Run:
    """Return what runs the plugin of a receiver's kind; `settings` are without its prefix.

    No plugin may log its destination's secret, whatever the test does to it.
    """

    @contextlib.contextmanager
    def run(
        receiver: Receiver,
        *,
        settings: Mapping[str, object] | None = None,
        quick: bool = True,
        configuration: Mapping[str, object] | None = None,
        before: Sequence[str] = (),
        setup_loop: str = "",
        file_limit: int = 0,
    ) -> Iterator[Child]:
        kind = type(receiver.destination).__name__.lower()
        secret = receiver.settings.get("BOT_TOKEN") or receiver.settings["WEBHOOK_URL"]
        options = {
            "package": f"cao_{kind}",
            "class": f"{kind.title()}Plugin",
            "configuration": {
                **(QUICK | NO_WINDOWS[kind] if quick else {}),
                **(configuration or {}),
            },
            "setup_loop": setup_loop,
            "file_limit": file_limit,
        }
        variables = {
            f"CAO_{kind.upper()}_{name}": str(value)
            for name, value in {**receiver.settings, **(settings or {})}.items()
        }
        with private_home() as home:
            environment = home.environment({**variables, "PYTHONPATH": str(packages[kind])})
            with running([*before, delivery_python], options, environment) as child:
                yield child
        assert secret.rpartition("/")[2] not in child.log

    return run
