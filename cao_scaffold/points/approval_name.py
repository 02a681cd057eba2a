"""The provider's value, for the approvals of the Web UI, which start from the class."""

from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_PATH = "services/agui/approval_bridge.py"
_TABLE = "provider_map = {"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    checkout, names = registration.checkout, registration.provider.names
    path = checkout.code(_PATH)
    if _TABLE not in (checkout.text(path) or ""):
        return ()
    key = names.class_name.replace("Provider", "").lower()
    target = "ApprovalBridge._on_waiting.provider_map"
    return (Edit(path, DictItem(target, f'"{key}"', f'"{names.value}"', before='"mockcli"')),)


def _needed(provider: Provider) -> bool:
    return bool(provider.permission_pattern)


POINT = Point(
    name="approval-name",
    numbers=(23,),
    kind=Kind.SOURCE,
    title="The Web UI's approvals know the provider by its value.",
    reason="An approval names the class in place of the provider; y and n are sent all the same.",
    edits=_edits,
    needed=_needed,
)
