"""The provider in the page that says which MCP servers of an agent plugin reach it."""

from cao_scaffold.edit.shapes.cell_word import CellWord
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "docs/agent-plugins.md"
_WHEN = ("**Launch time**", "**Install time**", "**Never**")
_DELIVERY = {"native": "Native field", "shim": "`/bin/sh` wrapper", "none": "Nothing to carry"}


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.facts.mcp_mapping or not registration.checkout.exists(_PATH):
        return ()
    provider = registration.provider
    word = f"`{provider.names.value}`"
    when = "**Never**" if provider.mcp == "none" else "**Launch time**"
    rows = {when: _WHEN, _DELIVERY[provider.mcp_cwd]: tuple(_DELIVERY.values())}
    return tuple(Edit(_PATH, CellWord(row, word, among)) for row, among in rows.items())


POINT = Point(
    name="agent-plugins-page",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="docs/agent-plugins.md says which MCP servers reach the provider.",
    reason="The page claims to be complete, and is not.",
    edits=_edits,
)
