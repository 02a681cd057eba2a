"""An agent's MCP server must know which terminal it serves."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    if "mcpServers" in subject.text and "CAO_TERMINAL_ID" not in subject.text:
        line = next(n for n, row in enumerate(subject.text.split("\n"), 1) if "mcpServers" in row)
        yield Spot(
            subject.path,
            line,
            "MCP servers are started without CAO_TERMINAL_ID",
            "put it into the env of each server that has a command",
        )


CHECK = Check(
    "CAO608",
    "terminal-id-passed",
    "MCP servers are told the id of their terminal.",
    "Without it handoff and assign do not know who calls.",
    _find,
)
