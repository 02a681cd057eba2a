"""How the provider enforces an agent's allowed tools."""

from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_LEVELS = {"native": "NATIVE", "install": "NATIVE", "prompt": "PROMPT", "none": "NONE"}


def _edits(registration: Registration) -> tuple[Edit, ...]:
    provider, path = registration.provider, registration.checkout.code("utils/enforcement.py")
    if not registration.checkout.exists(path):
        return ()
    shape = DictItem(
        "PROVIDER_ENFORCEMENT",
        f'"{provider.names.value}"',
        _LEVELS[provider.enforcement],
        before='"mock_cli"',
    )
    return (Edit(path, shape),)


POINT = Point(
    name="enforcement",
    numbers=(7,),
    kind=Kind.SOURCE,
    title="CAO knows what a list of allowed tools is worth with this provider.",
    reason="The launch gate says that nothing is enforced, and one of CAO's tests fails.",
    edits=_edits,
)
