"""The import of the provider's class in the provider manager."""

from cao_scaffold.edit.shapes.import_name import ImportName
from cao_scaffold.host.checkout import PACKAGE
from cao_scaffold.points.point import Edit, Kind, Point, Registration


def _edits(registration: Registration) -> tuple[Edit, ...]:
    names = registration.provider.names
    shape = ImportName(f"{PACKAGE}.providers.{names.module}", names.class_name)
    return (Edit(registration.checkout.code("providers/manager.py"), shape),)


POINT = Point(
    name="manager-import",
    numbers=(3,),
    kind=Kind.SOURCE,
    title="The provider manager imports the class.",
    reason="The manager raises NameError when a terminal of this provider is created.",
    edits=_edits,
)
