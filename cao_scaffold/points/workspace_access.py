"""The providers that may touch the user's files."""

from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider


def _edits(registration: Registration) -> tuple[Edit, ...]:
    item = f'"{registration.provider.names.value}"'
    shape = Element("PROVIDERS_REQUIRING_WORKSPACE_ACCESS", item, sort=True)
    return (Edit(registration.checkout.code("cli/commands/launch.py"), shape),)


def _needed(provider: Provider) -> bool:
    return provider.workspace_access


POINT = Point(
    name="workspace-access",
    numbers=(14,),
    kind=Kind.SOURCE,
    title="cao launch asks before it gives the provider a folder.",
    reason="The launch shows no summary of tools, and asks for no confirmation.",
    edits=_edits,
    needed=_needed,
)
