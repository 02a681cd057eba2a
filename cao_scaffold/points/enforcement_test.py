"""The provider in CAO's tests of what its documentation says of enforcement."""

from cao_scaffold.edit.literal import quoted
from cao_scaffold.edit.markdown import escaped
from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "test/test_enforcement_tables.py"
_NONE = "test_no_enforcement_providers_are_the_documented_ones@assert"
_INSTALL = "test_install_time_providers_are_native@assert"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.exists(_PATH):
        return ()
    provider = registration.provider
    value = f'"{provider.names.value}"'
    display = quoted(escaped(provider.names.display))
    edits = [Edit(_PATH, DictItem("DISPLAY_TO_PROVIDER", display, value))]
    if provider.enforcement == "none":
        edits.append(Edit(_PATH, Element(_NONE, value, before="mock_cli")))
    if provider.enforcement == "install":
        edits.append(Edit(_PATH, Element(_INSTALL, value)))
    return tuple(edits)


POINT = Point(
    name="enforcement-test",
    numbers=(9,),
    kind=Kind.TEST,
    title="CAO's test of the security pages knows the provider by the name on the pages.",
    reason="The test ends with KeyError, or finds a provider that it does not expect.",
    edits=_edits,
)
