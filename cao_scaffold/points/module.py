"""The provider's module."""

from cao_scaffold.edit.shapes.file import NewFile
from cao_scaffold.points.point import Edit, Kind, Point, Registration


def _edits(registration: Registration) -> tuple[Edit, ...]:
    names = registration.provider.names
    path = registration.checkout.code(f"providers/{names.module}.py")
    return (Edit(path, NewFile(registration.files.get(path, b"").decode("utf-8"))),)


POINT = Point(
    name="module",
    numbers=(2, 6),
    kind=Kind.SOURCE,
    title="The provider has a module below providers/.",
    reason="There is no provider; without honors_model in the class, one of CAO's tests fails.",
    edits=_edits,
)
