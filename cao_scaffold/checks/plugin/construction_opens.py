"""A plugin that is only made, as the MCP servers do, opens nothing."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise


def _find(seen: Exercise) -> Iterator[Spot]:
    for opened in seen.opened:
        what = f"opens {opened.what}" if opened.what else f"raises {opened.error}"
        yield Spot(
            opened.file,
            opened.line,
            f"making the plugin without setup(), as the MCP servers do, {what}",
            "open in setup(), close in teardown()",
        )


CHECK = Check(
    "CAO507",
    "construction-opens",
    "Making the plugin and calling on_mcp_server() opens no thread, socket, file or process.",
    "Both MCP servers do just this, without setup() and teardown(): what is opened stays open "
    "in each of them.",
    _find,
)
