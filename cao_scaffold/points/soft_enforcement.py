"""The providers that cannot refuse a tool, where a release lists them by hand."""

from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_TABLE = "SOFT_ENFORCEMENT_PROVIDERS"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    path = registration.checkout.code("services/terminal_service.py")
    if registration.facts.enforcement_table:
        # Derived from the table of enforcement there.
        return ()
    item = f"ProviderType.{registration.provider.names.member}.value"
    return (Edit(path, Element(_TABLE, item)),)


def _needed(provider: Provider) -> bool:
    return provider.enforcement == "prompt"


POINT = Point(
    name="soft-enforcement",
    numbers=(18,),
    kind=Kind.SOURCE,
    title="CAO warns that the provider's restrictions are words in a prompt.",
    reason="A restricted agent is launched without that warning.",
    edits=_edits,
    needed=_needed,
)
