"""The provider in CAO's test of who honours a requested model."""

from cao_scaffold.edit.layout import laid_out_item
from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "test/providers/test_model_capability.py"
_ROWS = "test_provider_model_support_matches_launch_behavior@parametrize"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.exists(_PATH):
        return ()
    provider = registration.provider
    member = f"ProviderType.{provider.names.member}"
    case = f'({member}, "worker", _profile(), "model-x", {bool(provider.model_flag)})'
    row = Element(
        _ROWS,
        laid_out_item(case, indent=8),
        key=f"({member}, ",
        before="(ProviderType.MOCK_CLI, ",
    )
    return (Edit(_PATH, row),)


POINT = Point(
    name="model-test",
    numbers=(25,),
    kind=Kind.TEST,
    title="CAO's test of models expects what the provider does with one.",
    reason="Nothing tests whether a requested model is honoured.",
    edits=_edits,
)
