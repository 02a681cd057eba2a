"""The provider in CAO's tests of how MCP servers reach a launched CLI."""

from cao_scaffold.edit.layout import laid_out_item
from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_LAUNCH = "test/agent_plugins/test_mcp_launch_delivery.py"
_TRANSPORT = "test/agent_plugins/test_delivery_equivalence.py"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    provider, checkout = registration.provider, registration.checkout
    names = provider.names
    key = f'"{names.value}"'
    edits = [
        Edit(_LAUNCH, DictItem("LAUNCH_CASES", key, _case(provider))),
        Edit(_LAUNCH, DictItem("_PROVIDER_MODULE_VALUES", f'"{names.module}"', key)),
    ]
    if provider.mcp == "stdio":
        member = f"ProviderType.{names.member}.value"
        edits.append(Edit(_TRANSPORT, Element("STDIO_ONLY_PROVIDERS", member)))
    return tuple(edit for edit in edits if checkout.exists(edit.path))


def _case(provider: Provider) -> str:
    """Return how the test builds a launch, as black lays it out in its table."""
    names = provider.names
    key = f'"{names.value}": '
    case = f'{key}_LaunchCase("{names.module}", "{names.class_name}", "_build_command")'
    return laid_out_item(case, indent=4).removeprefix(key)


def _needed(provider: Provider) -> bool:
    return provider.mcp != "none"


POINT = Point(
    name="mcp-launch-test",
    numbers=(11, 12),
    kind=Kind.TEST,
    title="CAO's tests launch the provider and look for the MCP servers of an agent.",
    reason="A test that derives its cases from the table of transports fails.",
    edits=_edits,
    needed=_needed,
)
