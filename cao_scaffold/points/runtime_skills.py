"""The providers to which CAO gives its skill catalogue at launch."""

from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider


def _edits(registration: Registration) -> tuple[Edit, ...]:
    item = f"ProviderType.{registration.provider.names.member}.value"
    path = registration.checkout.code("services/terminal_service.py")
    return (Edit(path, Element("RUNTIME_SKILL_PROMPT_PROVIDERS", item)),)


def _needed(provider: Provider) -> bool:
    return provider.skills


POINT = Point(
    name="runtime-skills",
    numbers=(17,),
    kind=Kind.SOURCE,
    title="CAO puts its skill catalogue into the system prompt at launch.",
    reason="Skills never reach the agent.",
    edits=_edits,
    needed=_needed,
)
