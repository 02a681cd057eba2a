"""The provider's own tests, and the frames of the terminal that they read."""

from cao_scaffold.edit.shapes.file import NewFile
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_FOLDER = "test/providers"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.has_folder(_FOLDER):
        return ()
    module = registration.provider.names.module
    # Two of upstream's own are called so.
    older = f"{_FOLDER}/test_{module}_provider_unit.py"
    tests = older if registration.checkout.exists(older) else f"{_FOLDER}/test_{module}_unit.py"
    fixtures = (p for p in registration.files if p.startswith(f"{_FOLDER}/fixtures/{module}_"))
    return tuple(
        Edit(path, NewFile(registration.files.get(path, b"").decode("utf-8")))
        for path in (tests, *sorted(fixtures))
    )


POINT = Point(
    name="unit-test",
    numbers=(25,),
    kind=Kind.TEST,
    title="The provider has unit tests and fixtures of its own.",
    reason="Nothing tests the provider.",
    edits=_edits,
)
