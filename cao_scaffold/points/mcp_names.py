"""The names of MCP servers that the CLI takes."""

from cao_scaffold.edit.literal import raw
from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.edit.source import defines
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_TABLE = "PROVIDER_SERVER_NAME_PATTERNS"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    checkout, provider = registration.checkout, registration.provider
    path = checkout.code("agent_plugins/mcp_mapping.py")
    if not defines(checkout.text(path), _TABLE):
        return ()
    value = f"re.compile({raw(provider.mcp_names)})"
    return (Edit(path, DictItem(_TABLE, f'"{provider.names.value}"', value)),)


def _needed(provider: Provider) -> bool:
    return provider.mcp != "none" and bool(provider.mcp_names)


POINT = Point(
    name="mcp-names",
    numbers=(21,),
    kind=Kind.SOURCE,
    title="CAO leaves out an MCP server whose name the CLI refuses.",
    reason="An agent with such a server cannot be launched.",
    edits=_edits,
    needed=_needed,
)
