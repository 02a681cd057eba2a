"""The provider in the tables of the documentation's web site."""

from cao_scaffold.edit.markdown import escaped
from cao_scaffold.edit.shapes.table_row import TableRow
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_ROOT = "docusaurus/docs"
_PAGES = "https://github.com/awslabs/cli-agent-orchestrator/blob/main/docs"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    names = registration.provider.names
    name, value = escaped(names.display), f"`{names.value}`"
    link = f"[Provider docs]({_PAGES}/{names.page}.md)"
    rows = {
        "intro.md": TableRow(("Provider", "Identifier"), (name, value), key=value),
        "features/multi-provider.md": TableRow(
            ("Provider", "Enum Value", "Authentication", "Documentation"),
            (f"**{name}**", value, f"As {name} itself asks for it", link),
            key=value,
        ),
        "reference/cli-commands.md": TableRow(
            ("Provider", "Description"), (value, name), key=f"| {value} |"
        ),
    }
    return tuple(
        Edit(f"{_ROOT}/{page}", row)
        for page, row in rows.items()
        if registration.checkout.exists(f"{_ROOT}/{page}")
    )


POINT = Point(
    name="site",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="The web site's tables of providers list it.",
    reason="Readers of the site do not see that the CLI is supported.",
    edits=_edits,
)
