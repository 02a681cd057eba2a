"""The rows of SECURITY.md and docs/tool-restrictions.md that say what a restriction is worth."""

from cao_scaffold.edit.markdown import code, escaped
from cao_scaffold.edit.shapes.table_row import TableRow
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_HEADER = ("Provider", "Enforcement")
_LABELS = {"native": "Hard", "install": "Hard (install time)", "prompt": "Soft", "none": "None"}


def _edits(registration: Registration) -> tuple[Edit, ...]:
    provider, checkout = registration.provider, registration.checkout
    name = escaped(provider.names.display)
    rest = (_LABELS[provider.enforcement], _mechanism(provider))
    rows = {"SECURITY.md": (name, *rest), "docs/tool-restrictions.md": (f"**{name}**", *rest)}
    return tuple(
        Edit(path, TableRow(_HEADER, cells))
        for path, cells in rows.items()
        if checkout.exists(path)
    )


def _mechanism(provider: Provider) -> str:
    """Return what CAO does with a list of allowed tools, for a cell of a table."""
    flag = code(provider.enforcement_flag) if provider.enforcement_flag else "The launch"
    return {
        "native": f"{flag} names each denied tool at launch",
        "install": f"{flag} names the agent file that `cao install` wrote",
        "prompt": "Security system prompt only",
        "none": "`allowedTools` is not applied",
    }[provider.enforcement]


POINT = Point(
    name="enforcement-pages",
    numbers=(8,),
    kind=Kind.DOCUMENTATION,
    title="The security pages say what a list of allowed tools is worth with this provider.",
    reason="Operators cannot look it up, and two of CAO's tests fail.",
    edits=_edits,
)
