"""How our discord plugin delivers, beside CAO's own example plugin for Discord.

    python benchmarks/delivery.py

Both on the newest CAO, against the same receiver that enforces Discord's limits: 500 messages in
10 s from 5 sessions. Then three real cao-servers side by side, without a plugin, with ours, with
CAO's example, while Discord is silent: how long the call takes that hands a message to an agent.
Takes some four minutes. Exits 1 when ours misses a target.
"""

import contextlib
import io
import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Verdict, at_most
from cao_scaffold import receivers
from cao_scaffold.cli import run as run_command
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.environment import NEWEST, uv
from cao_scaffold.host.home import private_home
from cao_scaffold.host.process import run
from cao_scaffold.host.server import Server, start_server
from cao_scaffold.trial.stand_in import PROVIDER, install_stand_in
from tests.real_cao import environment_with_cao, source_of_cao

SESSIONS = 5
MESSAGES = 500
SECONDS = 10
PATIENCE = 30
DRAIN_SECONDS = 120
CALLS = 12


class Plugin(NamedTuple):
    """A plugin on disk: what it is called here, its folder, module and class."""

    name: str
    folder: Path
    module: str
    class_name: str


class Delivery(NamedTuple):
    """What became of the messages, and how long each call of the hook took.

    In seconds, ascending; infinity for a call that did not return.
    """

    delivered: int
    requests: int
    too_many: int
    pings: int
    taken: tuple[float, ...]

    @property
    def p99(self) -> float:
        """How long the slowest call took, but for one in a hundred."""
        return self.taken[int(len(self.taken) * 0.99)]

    def __str__(self) -> str:
        return (
            f"{self.delivered:>4} of {MESSAGES} {self.requests:>9} {self.too_many:>8}"
            f" {self.pings:>7} {milliseconds(self.taken[len(self.taken) // 2]):>10}"
            f" {milliseconds(self.p99):>10} {self.taken.count(math.inf):>10}"
        )


def milliseconds(seconds: float) -> str:
    """Return a time as the table shows it."""
    return "never" if math.isinf(seconds) else f"{seconds * 1000:.2f}"


def deliver(plugin: Plugin, python: Path) -> Delivery:
    """Send the messages through `plugin`, and wait until it has torn down."""
    script = Path(__file__).with_name("load.py")
    sizes = map(str, (SESSIONS, MESSAGES, SECONDS, PATIENCE))
    with private_home() as home, receivers.start("discord") as receiver:
        finished = run(
            [python, script, plugin.module, plugin.class_name, *sizes],
            environment=home.environment({**settings(receiver), "PYTHONPATH": str(plugin.folder)}),
            folder=home.path,
            timeout=SECONDS + PATIENCE + 2 * DRAIN_SECONDS,
        )
        if finished.code != 0:
            raise ScaffoldError(f"{plugin.name} was not measured:\n{finished.errors}")
        arrived = "\n".join(receiver.texts)
        return Delivery(
            delivered=sum(f"<{number}>" in arrived for number in range(MESSAGES)),
            requests=receiver.requests,
            too_many=receiver.rejected[429],
            pings=receiver.pings,
            taken=tuple(sorted(json.loads(finished.output))),
        )


def settings(receiver: receivers.Receiver) -> dict[str, str]:
    """Return the variables that lead both plugins to `receiver`."""
    address = receiver.settings["WEBHOOK_URL"]
    return {"CAO_DISCORD_WEBHOOK_URL": address, "CAO_DISCORD_DRAIN_SECONDS": str(DRAIN_SECONDS)}


class Call:
    """One message after the other from one agent to another, on a server of its own."""

    def __init__(self, server: Server, folder: Path) -> None:
        agent = {
            "agent_profile": "developer",
            "provider": PROVIDER,
            "working_directory": str(folder),
        }
        first = server.post("/sessions", {**agent, "session_name": "benchmark"})
        second = server.post("/sessions/cao-benchmark/terminals", agent)
        self._server = server
        self._sender, self._receiver = first.body["id"], second.body["id"]

    def seconds(self) -> float:
        """Return how long the API takes for one message, delivery to the agent included.

        It takes less where the agent is busy: then the message waits, and the call does not.
        """
        path = f"/terminals/{self._receiver}"
        while self._server.get(path).body["status"] not in ("idle", "completed"):
            time.sleep(0.05)
        fields = {"sender_id": self._sender, "message": "is it done?"}
        answered = self._server.post(f"{path}/inbox/messages", fields)
        waiting = self._server.get(f"{path}/inbox/messages", {"status": "pending"}).body
        if answered.status >= 300 or waiting:
            raise ScaffoldError(f"a message was not delivered: {answered}")
        return answered.seconds


@contextlib.contextmanager
def ready_to_call(python: Path, plugin: Plugin | None) -> Iterator[Call]:
    """Run a server with `plugin`, or with none, whose Discord never answers."""
    with private_home() as home, receivers.start("discord") as receiver:
        receiver.faults.silence()
        install_stand_in(home)
        project = home.path / "project"
        project.mkdir()
        path = {"PYTHONPATH": str(plugin.folder)} if plugin else {}
        environment = {**settings(receiver), "CAO_DISCORD_DRAIN_SECONDS": "0", **path}
        with start_server(python, home, environment=environment) as server:
            if plugin and "Loaded CAO plugin: discord" not in server.log_text():
                raise AssertionError(server.log_text())
            yield Call(server, project)
            receiver.faults.release()


def call_in_turn(python: Path, plugins: tuple[Plugin | None, ...]) -> list[list[float]]:
    """Return the seconds of each call, for each server; the first call of each does not count."""
    with contextlib.ExitStack() as stack:
        calls = [stack.enter_context(ready_to_call(python, plugin)) for plugin in plugins]
        rounds = [[call.seconds() for call in calls] for _ in range(CALLS + 1)]
    return [list(times) for times in zip(*rounds[1:], strict=True)]


def installed(name: str, package: Path, folder: Path, class_name: str) -> Plugin:
    """Put `package` into a folder of its own, which only PYTHONPATH will name."""
    target = folder / name
    uv("pip", "install", "--quiet", "--no-deps", "--target", target, package)
    return Plugin(name, target, "cao_discord.plugin", class_name)


def both_plugins(folder: Path) -> tuple[Plugin, Plugin]:
    """Write ours, take CAO's example from its source distribution."""
    with contextlib.redirect_stdout(io.StringIO()):
        assert run_command(["plugin", "discord", "--defaults", "--output", str(folder)]) == 0
    example = source_of_cao() / "examples" / "plugins" / "cao-discord"
    return (
        installed("ours", folder / "cao-discord", folder, "DiscordPlugin"),
        installed("CAO's example", example, folder, "DiscordPlugin"),
    )


def judge(ours: Delivery, api_ratio: float) -> tuple[Verdict, ...]:
    """Compare ours with what it is to reach."""
    everything = f"{MESSAGES} of {MESSAGES}"
    delivered = f"{ours.delivered} of {MESSAGES}"
    return (
        Verdict("delivered", delivered, everything, ours.delivered == MESSAGES),
        at_most("requests", ours.requests, 60),
        at_most("answers 429", ours.too_many, 0),
        at_most("hook p99", ours.p99 * 1000, 1, unit=" ms"),
        at_most("API call beside no plugin", api_ratio, 1.05),
    )


def main() -> int:
    """Measure, print, judge."""
    python = environment_with_cao(NEWEST, "httpx>=0.27,<1", "python-dotenv>=1.0")
    with tempfile.TemporaryDirectory() as folder:
        plugins = both_plugins(Path(folder))
        print(f"{MESSAGES} messages in {SECONDS} s, CAO {NEWEST}, Discord's limits enforced")
        print(f"{'':<18}delivered  requests      429   pings   p50 (ms)   p99 (ms)  no return")
        deliveries = []
        for plugin in plugins:
            deliveries.append(deliver(plugin, python))
            print(f"  {plugin.name:<14} {deliveries[-1]}", flush=True)
        times = call_in_turn(python, (None, *plugins))
    medians = [statistics.median(each) for each in times]
    print(f"POST /terminals/ID/inbox/messages, Discord silent, median of {CALLS}")
    for name, median in zip(("no plugin", *(p.name for p in plugins)), medians, strict=True):
        print(f"  {name:<14} {median:6.2f} s   {median / medians[0]:.2f} x")
    verdicts = judge(deliveries[0], medians[1] / medians[0])
    print(*verdicts, sep="\n")
    return 0 if all(verdict.reached for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
