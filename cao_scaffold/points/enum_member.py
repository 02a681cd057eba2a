"""The member of `ProviderType`."""

from cao_scaffold.edit.shapes.enum_member import EnumMember
from cao_scaffold.points.point import Edit, Kind, Point, Registration


def _edits(registration: Registration) -> tuple[Edit, ...]:
    names = registration.provider.names
    shape = EnumMember("ProviderType", names.member, names.value, before="MOCK_CLI")
    return (Edit(registration.checkout.code("models/provider.py"), shape),)


POINT = Point(
    name="enum-member",
    numbers=(1,),
    kind=Kind.SOURCE,
    title="The provider has a value in the enum ProviderType.",
    reason="The command line and the API refuse the provider.",
    edits=_edits,
)
