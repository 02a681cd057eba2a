"""The provider in CAO's tests of the states that a terminal backend itself reports."""

from cao_scaffold.edit.layout import laid_out_item
from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.edit.shapes.import_name import ImportName
from cao_scaffold.host.checkout import PACKAGE
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "test/providers/test_native_status_shared.py"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.exists(_PATH):
        return ()
    names = registration.provider.names
    case = f'pytest.param({names.class_name}, None, id="{names.value}")'
    row = Element(
        "PROVIDERS",
        laid_out_item(case, indent=4),
        key=f"id='{names.value}'",
        before="id='mock_cli'",
    )
    module = ImportName(f"{PACKAGE}.providers.{names.module}", names.class_name)
    return (Edit(_PATH, module), Edit(_PATH, row))


POINT = Point(
    name="native-status-test",
    numbers=(25,),
    kind=Kind.TEST,
    title="CAO's tests of native states run for the provider too.",
    reason="Nothing tests the provider on a backend that reports states itself.",
    edits=_edits,
)
