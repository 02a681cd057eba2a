"""The provider in CAO's test of the list of providers."""

from cao_scaffold.edit.literal import quoted
from cao_scaffold.edit.shapes.statement import Statement
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "test/api/test_api_endpoints.py"
_TESTS = "TestAgentProviders"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.exists(_PATH):
        return ()
    provider = registration.provider
    value = f'"{provider.names.value}"'
    entry = f"providers_dict[{value}]"
    named = Statement(
        f"{_TESTS}.test_list_providers_all_installed",
        f"assert {value} in names",
        like=r"assert '\w+' in names",
        counted="len(data)",
        indent=8,
    )
    with_binary = Statement(
        f"{_TESTS}.test_list_providers_has_binary_field",
        f'assert {entry}["binary"] == {quoted(provider.binary)}',
        like=r"assert providers_dict\['\w+'\]\['binary'\] == .*",
        key=f"assert providers_dict['{provider.names.value}']['binary']",
        indent=8,
    )
    return (Edit(_PATH, named), Edit(_PATH, with_binary))


POINT = Point(
    name="api-test",
    numbers=(16,),
    kind=Kind.TEST,
    title="CAO's test of GET /agents/providers expects the provider and its program.",
    reason="The test counts the providers, and fails.",
    edits=_edits,
)
