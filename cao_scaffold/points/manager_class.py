"""The provider's class in the manager's table of classes."""

from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_TABLE = "ProviderManager.provider_class.provider_classes"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.facts.provider_class:
        return ()
    names = registration.provider.names
    shape = DictItem(
        _TABLE,
        f"ProviderType.{names.member}.value",
        names.class_name,
        before="ProviderType.MOCK_CLI.value",
    )
    return (Edit(registration.checkout.code("providers/manager.py"), shape),)


POINT = Point(
    name="manager-class",
    numbers=(4,),
    kind=Kind.SOURCE,
    title="The provider manager maps the value to the class.",
    reason="POST /sessions answers 400, and two of CAO's tests fail.",
    edits=_edits,
)
