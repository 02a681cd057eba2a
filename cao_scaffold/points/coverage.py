"""Where the points would write in a tree: the file and the line of each entry."""

from collections.abc import Mapping
from itertools import zip_longest

from cao_scaffold.edit.newlines import MixedNewlinesError, read_lines
from cao_scaffold.edit.shapes.shape import Misplaced, Shape
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import read_facts
from cao_scaffold.points import POINTS
from cao_scaffold.points.point import Registration
from cao_scaffold.points.register import offered_edits
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames

_NAMES = ProviderNames.of("some_new_cli")
# Between them they need every point, in each of its forms.
_EXAMPLES = (
    Provider(_NAMES, ("some-new-cli",), refusal_pattern="x"),
    Provider(
        _NAMES,
        ("some-new-cli",),
        enforcement="native",
        tools={"fs_*": ("x",)},
        mcp="all",
        mcp_names="x",
    ),
    Provider(_NAMES, ("some-new-cli",), enforcement="install", mcp="stdio", mcp_cwd="shim"),
    Provider(_NAMES, ("some-new-cli",), enforcement="none", mcp="all", mcp_cwd="native"),
)


def covered_lines(checkout: Checkout) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Return, by path, the line before which a point writes, from 1, and the point's name."""
    facts = read_facts(checkout)
    found: dict[str, dict[tuple[int, str], None]] = {}
    for provider in _EXAMPLES:
        registration = Registration(provider, checkout, facts, {})
        for point in POINTS:
            for edit in offered_edits(point, registration) if point.needed(provider) else ():
                text = checkout.text(edit.path)
                line = _line(text, edit.shape) if text is not None else None
                if line is not None:
                    found.setdefault(edit.path, {})[line, point.name] = None
    return {path: tuple(lines) for path, lines in found.items()}


def _line(text: str, shape: Shape) -> int | None:
    """Return the first line that `shape` changes; None where its place is not found."""
    try:
        before = read_lines(text).text
        after = shape.add(before)
    except (Misplaced, MixedNewlinesError):
        return None
    pairs = zip_longest(before.split("\n"), after.split("\n"))
    return next((number for number, (old, new) in enumerate(pairs, 1) if old != new), None)
