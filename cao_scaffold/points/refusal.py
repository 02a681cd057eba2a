"""The refusals that the CLI prints where a reply belongs."""

from cao_scaffold.edit.literal import raw
from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.edit.source import defines
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_PATH = "services/provider_error_classifier.py"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    checkout, provider = registration.checkout, registration.provider
    path = checkout.code(_PATH)
    if not defines(checkout.text(path), "_ROWS"):
        return ()
    value = provider.names.value
    row = f'("refusal", {raw(provider.refusal_pattern)}, ("{value}",))'
    marker = f"re.compile({raw(provider.response_pattern)})"
    return (
        Edit(path, Element("_ROWS", row, key=f"('{value}',)")),
        # CAO takes a refusal for one only where it knows the mark of a reply.
        Edit(path, DictItem("_ASSISTANT_MARKERS", f'"{value}"', marker)),
    )


def _needed(provider: Provider) -> bool:
    return bool(provider.refusal_pattern and provider.response_pattern)


POINT = Point(
    name="refusal",
    numbers=(24,),
    kind=Kind.SOURCE,
    title="CAO tells a refusal of the CLI from a reply of its model.",
    reason="A step that was refused counts as done, with the refusal as its result.",
    edits=_edits,
    needed=_needed,
)
