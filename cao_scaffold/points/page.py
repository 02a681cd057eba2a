"""The provider's page in the documentation."""

from cao_scaffold.edit.shapes.file import NewFile
from cao_scaffold.points.point import Edit, Kind, Point, Registration


def _edits(registration: Registration) -> tuple[Edit, ...]:
    path = f"docs/{registration.provider.names.page}.md"
    content = registration.files.get(path)
    return () if content is None else (Edit(path, NewFile(content.decode("utf-8"))),)


POINT = Point(
    name="page",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="The documentation has a page about the provider.",
    reason="Nobody learns how to install the CLI, nor what does not work with it.",
    edits=_edits,
)
