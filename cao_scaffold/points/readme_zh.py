"""The provider in the table of the Chinese README."""

from cao_scaffold.edit.markdown import escaped
from cao_scaffold.edit.shapes.table_row import TableRow
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "README.zh-CN.md"
_HEADER = ("Provider", "文档", "鉴权")


def _edits(registration: Registration) -> tuple[Edit, ...]:
    if not registration.checkout.exists(_PATH):
        return ()
    names = registration.provider.names
    name = escaped(names.display)
    page = f"docs/{names.page}.md"
    cells = (f"**{name}**", f"[Provider docs]({page})", f"{name} 自身的鉴权")
    return (Edit(_PATH, TableRow(_HEADER, cells, key=f"({page})")),)


POINT = Point(
    name="readme-zh",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="The Chinese README links the provider's page.",
    reason="Its readers do not see that the CLI is supported.",
    edits=_edits,
)
