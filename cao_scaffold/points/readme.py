"""The provider in the README: a table in older releases, two lists of links since."""

from cao_scaffold.edit.markdown import escaped
from cao_scaffold.edit.shapes.linked_name import LinkedName
from cao_scaffold.edit.shapes.table_row import TableRow
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "README.md"
_HEADER = ("Provider", "Documentation", "Authentication")


def _edits(registration: Registration) -> tuple[Edit, ...]:
    text = registration.checkout.text(_PATH)
    if text is None:
        return ()
    names = registration.provider.names
    name, page = escaped(names.display), f"docs/{names.page}.md"
    if f"| {' | '.join(_HEADER)} |" in text:
        cells = (f"**{name}**", f"[Provider docs]({page})", f"As {name} itself asks for it")
        return (Edit(_PATH, TableRow(_HEADER, cells, key=f"({page})")),)
    return tuple(Edit(_PATH, LinkedName(joiner, name, page)) for joiner in ("or", "and"))


POINT = Point(
    name="readme",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="The README links the provider's page.",
    reason="Readers do not see that the CLI is supported.",
    edits=_edits,
)
