"""The providers that the Web UI offers while the server has not answered."""

from cao_scaffold.edit.shapes.line_item import LineItem
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_HOMES = {
    "web/src/components/AgentPanel.tsx": "export const FALLBACK_PROVIDERS = [",
    "web/src/test/components.test.tsx": (
        "it('includes all known providers', () => {\n    const expected = ["
    ),
}


def _edits(registration: Registration) -> tuple[Edit, ...]:
    item = f"'{registration.provider.names.value}'"
    return tuple(
        Edit(path, LineItem(opening, item))
        for path, opening in _HOMES.items()
        if opening.split("\n")[0] in (registration.checkout.text(path) or "")
    )


POINT = Point(
    name="web-fallback",
    numbers=(28,),
    kind=Kind.DOCUMENTATION,
    title="The Web UI offers the provider while the server has not answered.",
    reason="The provider is missing from the Web UI's list for a moment.",
    edits=_edits,
)
