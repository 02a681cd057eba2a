"""The providers that CAO's robotics example may launch."""

from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.edit.source import defines
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "examples/robotics/cross-zone-transport/demo.py"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    provider = registration.provider
    if not defines(registration.checkout.text(_PATH), "CAO_PROVIDERS"):
        return ()
    value = f'"{provider.names.value}"'
    edits = [Edit(_PATH, Element("CAO_PROVIDERS", value, sort=True))]
    if provider.enforcement in ("native", "install"):
        edits.append(Edit(_PATH, Element("NATIVE_ENFORCEMENT", value, sort=True)))
    return tuple(edits)


POINT = Point(
    name="robotics-example",
    numbers=(13,),
    kind=Kind.TEST,
    title="The robotics example knows the provider, and whether it refuses tools.",
    reason="A test of the example reads the enum and fails.",
    edits=_edits,
)
