"""The provider in the page that says how skills reach an agent."""

from cao_scaffold.edit.markdown import escaped
from cao_scaffold.edit.shapes.table_row import TableRow
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "docs/skills.md"
_HEADER = ("Provider", "Injection Method", "When Catalog Updates", "Skill Retrieval")


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.exists(_PATH):
        return ()
    provider = registration.provider
    how = (
        ("Runtime prompt", "Every terminal creation", "`load_skill` MCP tool")
        if provider.skills
        else ("Not injected", "N/A", "N/A")
    )
    return (Edit(_PATH, TableRow(_HEADER, (escaped(provider.names.display), *how))),)


POINT = Point(
    name="skills-page",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="docs/skills.md says how skills reach the provider's agents.",
    reason="Users cannot look up whether a skill reaches this provider.",
    edits=_edits,
)
