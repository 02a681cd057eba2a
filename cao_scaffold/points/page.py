"""The provider's page in the documentation."""

from cao_scaffold.edit.shapes.file import NewFile
from cao_scaffold.points.point import Edit, Kind, Point, Registration


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.has_folder("docs"):
        return ()
    path = f"docs/{registration.provider.names.page}.md"
    return (Edit(path, NewFile(registration.files.get(path, b"").decode("utf-8"))),)


POINT = Point(
    name="page",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="The documentation has a page about the provider.",
    reason="Nobody learns how to install the CLI, nor what does not work with it.",
    edits=_edits,
)
