"""The program by which CAO tells whether the CLI is installed."""

from cao_scaffold.edit.literal import quoted
from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.points.point import Edit, Kind, Point, Registration


def _edits(registration: Registration) -> tuple[Edit, ...]:
    provider = registration.provider
    shape = DictItem(
        "list_providers_endpoint.provider_binaries",
        f'"{provider.names.value}"',
        quoted(provider.binary),
    )
    return (Edit(registration.checkout.code("api/main.py"), shape),)


POINT = Point(
    name="binary",
    numbers=(15,),
    kind=Kind.SOURCE,
    title="GET /agents/providers lists the provider, and whether its program is installed.",
    reason="The Web UI and the TUI cannot offer the provider.",
    edits=_edits,
)
