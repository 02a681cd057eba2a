"""The provider's own tests, and the frames of the terminal that they read."""

from cao_scaffold.edit.shapes.file import NewFile
from cao_scaffold.points.point import Edit, Kind, Point, Registration


def _edits(registration: Registration) -> tuple[Edit, ...]:
    module = registration.provider.names.module
    own = (f"test/providers/test_{module}_", f"test/providers/fixtures/{module}_")
    return tuple(
        Edit(path, NewFile(content.decode("utf-8")))
        for path, content in sorted(registration.files.items())
        if path.startswith(own)
    )


POINT = Point(
    name="unit-test",
    numbers=(25,),
    kind=Kind.TEST,
    title="The provider has unit tests and fixtures of its own.",
    reason="Nothing tests the provider.",
    edits=_edits,
)
