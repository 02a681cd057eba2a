"""A real cao-server from a source tree that has our provider, and terminals with scripted CLIs."""

import contextlib
import json
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cao_scaffold.host.home import Home, private_home
from cao_scaffold.host.process import run
from cao_scaffold.host.server import Server, start_server
from cao_scaffold.points import POINTS
from cao_scaffold.points.point import Kind
from cao_scaffold.provider.answers import Provider, Screen, StartupPrompt
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.trial import scripted_cli
from cao_scaffold.trial.provider.program import install
from tests.providers import NEW_CLI, add
from tests.real_cao import environment_with_cao, source_of_cao

TRUSTING = Provider(
    names=ProviderNames.of("trusting_cli"),
    command=("trusting-cli",),
    startup_prompts=(
        StartupPrompt(scripted_cli.TRUST.replace("?", "[?]"), ("Enter",)),
        StartupPrompt("Use the settings of this folder", ("y",)),
    ),
)
SERVED = Provider(
    names=ProviderNames.of("served_cli"),
    command=("served-cli",),
    mcp="stdio",
    mcp_flag="--mcp-config",
)
PROVIDERS = (NEW_CLI, TRUSTING, SERVED)
_SOURCE = tuple(point.name for point in POINTS if point.kind is Kind.SOURCE)
# CAO looks at a screen again when output comes after so long a silence; a turn of a second
# that is sent sooner may go unseen.
_QUIET_SECONDS = 0.5
# Speaks MCP to CAO's own server for agents, as the agent of a terminal does.
_CALL_TOOL = """
import asyncio
import json
import sys

from cli_agent_orchestrator.mcp_server.server import mcp
from fastmcp import Client


async def main(tool, arguments):
    async with Client(mcp) as client:
        result = await client.call_tool(tool, arguments)
        return result.structured_content or result.content[0].text


print(json.dumps(asyncio.run(main(sys.argv[1], json.loads(sys.argv[2])))))
"""


def patched_tree(version: str, folder: Path, *providers: Provider) -> Path:
    """Copy what runs of the tree of CAO `version` to `folder`, and add `providers` to it."""
    source = source_of_cao(version)
    shutil.copytree(source / "src", folder / "src")
    for name in ("pyproject.toml", "uv.lock"):
        shutil.copy(source / name, folder)
    for provider in providers:
        add(folder, provider, only=_SOURCE)
    return folder


@dataclass(frozen=True)
class Terminal:
    """One terminal of the server."""

    server: Server
    id: str

    @property
    def state(self) -> str:
        return str(self.server.get(f"/terminals/{self.id}").body["status"])

    def wait_for(self, wanted: str, seconds: float = 20) -> tuple[str, ...]:
        """Wait until the state is `wanted`; return the states on the way."""
        seen: list[str] = []
        deadline = time.monotonic() + seconds
        while not seen or seen[-1] != wanted:
            assert time.monotonic() < deadline, f"never {wanted}: {seen}\n{self.screen()}"
            state = self.state
            if not seen or seen[-1] != state:
                seen.append(state)
            time.sleep(0.03)
        return tuple(seen)

    def send(self, text: str) -> int:
        """Send a message; return the status of the answer."""
        return self.server.post(f"/terminals/{self.id}/input", {"message": text}).status

    def reply(self) -> str:
        """Return what CAO extracts as the last reply."""
        answered = self.server.get(f"/terminals/{self.id}/output", {"mode": "last"})
        assert answered.status == 200, answered
        return str(answered.body["output"])

    def ask(self, text: str) -> str:
        """Send a message, see it worked on and completed, and return the reply."""
        time.sleep(_QUIET_SECONDS)
        assert self.send(text) == 200
        self.wait_for("processing")
        assert self.wait_for("completed") == ("processing", "completed")
        return self.reply()

    def wait_for_reply(self, text: str, seconds: float = 20) -> None:
        """Wait for a turn that somebody else began, and that may be over, to end with `text`."""
        deadline = time.monotonic() + seconds
        while self.state != "completed" or text not in self.reply():
            assert time.monotonic() < deadline, self.screen()
            time.sleep(0.1)

    def screen(self) -> str:
        """Return what the terminal shows."""
        body = self.server.get(f"/terminals/{self.id}/output", {"mode": "full"}).body
        return str(body)[-3000:]


@dataclass(frozen=True)
class Stage:
    """A running server, with the scripted CLI on the PATH."""

    server: Server
    home: Home
    python: Path
    environment: dict[str, str]
    full_screen: bool

    @contextlib.contextmanager
    def session(self, name: str, *options: str, provider: Provider = NEW_CLI) -> Iterator[Terminal]:
        """Launch a session; its CLI is started with `options`."""
        words = [*(["--full-screen"] if self.full_screen else []), *options]
        install(self.home, provider.binary, options=words)
        answered = self.server.post(
            "/sessions",
            {
                "agent_profile": "developer",
                "provider": provider.names.value,
                "working_directory": str(self.home.path),
                "session_name": name,
            },
        )
        assert answered.status == 201, f"{answered}\n{self.server.log_text()[-3000:]}"
        try:
            yield Terminal(self.server, answered.body["id"])
        finally:
            assert self.server.delete(f"/sessions/cao-{name}").status == 200

    def files_of(self, terminal: Terminal) -> list[Path]:
        """Return what CAO and the provider keep on disk for the terminal, but for CAO's logs."""
        found = self.home.cao.rglob(f"*{terminal.id}*")
        return [path for path in found if "logs" not in path.parts]

    def call_tool(self, terminal: Terminal, tool: str, **arguments: Any) -> Any:
        """Call a tool of CAO's MCP server as the agent in `terminal`."""
        host, port = self.server.url.removeprefix("http://").split(":")
        at = {"CAO_API_HOST": host, "CAO_API_PORT": port, "CAO_TERMINAL_ID": terminal.id}
        finished = run(
            [self.python, "-c", _CALL_TOOL, tool, json.dumps(arguments)],
            environment=self.home.environment({**self.environment, **at}),
            folder=self.home.path,
            timeout=60,
        )
        assert finished.code == 0, finished.errors[-3000:]
        return json.loads(finished.output.strip().split("\n")[-1])


@contextlib.contextmanager
def stage(version: str, folder: Path, *, full_screen: bool = False) -> Iterator[Stage]:
    """Run a cao-server of release `version` that has PROVIDERS."""
    screen: Screen = "alternate" if full_screen else "scrollback"
    tree = patched_tree(version, folder, *(replace(p, screen=screen) for p in PROVIDERS))
    python = environment_with_cao(version)
    environment = {"PYTHONPATH": str(tree / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    with private_home() as home, start_server(python, home, environment=environment) as server:
        yield Stage(server, home, python, environment, full_screen)


def extracted(parts: Sequence[Sequence[str]]) -> str:
    """Return a scripted reply as one text."""
    return "\n".join(row for part in parts for row in part)
