"""Which MCP transports the provider carries, and how it carries a working directory."""

from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_TRANSPORTS = {"none": "frozenset()", "stdio": "_STDIO_ONLY", "all": "_ALL_TRANSPORTS"}
# CAO's table has a comment above each group of providers: the entry goes below its own.
_NEXT_GROUP = {"none": '"mock_cli"', "stdio": '"omp"', "all": '"hermes"'}


def _edits(registration: Registration) -> tuple[Edit, ...]:
    provider = registration.provider
    path = registration.checkout.code("agent_plugins/mcp_mapping.py")
    if not registration.checkout.exists(path):
        return ()
    key = f'"{provider.names.value}"'
    transports = DictItem(
        "PROVIDER_TRANSPORTS", key, _TRANSPORTS[provider.mcp], before=_NEXT_GROUP[provider.mcp]
    )
    delivery = DictItem("PROVIDER_CWD_DELIVERY", key, f'"{provider.mcp_cwd}"', before='"mock_cli"')
    return tuple(Edit(path, shape) for shape in (transports, delivery))


POINT = Point(
    name="mcp-transports",
    numbers=(10,),
    kind=Kind.SOURCE,
    title="CAO knows which MCP servers reach the CLI, and where they start.",
    reason="HTTP servers are reported as skipped, and four of CAO's tests fail.",
    edits=_edits,
)
