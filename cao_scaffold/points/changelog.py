"""The provider in the changelog."""

from cao_scaffold.edit.markdown import escaped
from cao_scaffold.edit.shapes.bullet import Bullet
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_PATH = "CHANGELOG.md"
_UNRELEASED = "## [Unreleased]"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    text = registration.checkout.text(_PATH)
    if text is None or _UNRELEASED not in text:
        return ()
    names = registration.provider.names
    link = f"[docs/{names.page}.md](docs/{names.page}.md)"
    bullet = Bullet(
        (_UNRELEASED, "### Added"),
        key=f"`{names.value}` provider",
        text=f"`{names.value}` provider: {escaped(names.display)}; see {link}.",
    )
    return (Edit(_PATH, bullet),)


POINT = Point(
    name="changelog",
    numbers=(27,),
    kind=Kind.DOCUMENTATION,
    title="The changelog says that the provider was added.",
    reason="Users of the next release do not learn of it.",
    edits=_edits,
    lasts=False,
)
