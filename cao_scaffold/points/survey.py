"""Which points a tree offers, and which of them hold for each provider that it has."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import read_facts
from cao_scaffold.points import POINTS
from cao_scaffold.points.pages import Pages
from cao_scaffold.points.point import Edit, Point, Registration
from cao_scaffold.points.register import offered_edits
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames


class Hold(Enum):
    """Whether a provider is known at a point: in every place of it, in some, in none."""

    WHOLE = "yes"
    PARTLY = "in part"
    NONE = "no"
    LOST = "not found where expected"


class Holding(NamedTuple):
    """One point in one tree. `holds` maps a provider's value; `missing` to the paths without it.

    A tree that does not offer the point has empty maps.
    """

    point: Point
    paths: tuple[str, ...]
    holds: Mapping[str, Hold]
    missing: Mapping[str, tuple[str, ...]]

    @property
    def offered(self) -> bool:
        """Whether the tree has a place for it."""
        return bool(self.paths)


def survey(checkout: Checkout, providers: Sequence[Provider]) -> tuple[Holding, ...]:
    """Look at every point, for each of `providers`; of theirs only the names need be right."""
    facts, pages = read_facts(checkout), Pages(checkout)
    registrations = [Registration(each, checkout, facts, {}) for each in providers]
    return tuple(_look(point, registrations, pages) for point in POINTS if point.lasts)


def known_by_name(names: ProviderNames) -> Provider:
    """Return a provider of which no more than its names is known."""
    return Provider(names, command=(names.value,))


def _look(point: Point, registrations: Sequence[Registration], pages: Pages) -> Holding:
    paths: dict[str, None] = {}
    holds, missing = {}, {}
    for registration in registrations:
        edits = offered_edits(point, registration)
        if not edits:
            continue
        paths.update(dict.fromkeys(edit.path for edit in edits))
        value = registration.provider.names.value
        found = [_holds(edit, pages) for edit in edits]
        absent = tuple(edit.path for edit, has in zip(edits, found, strict=True) if not has)
        missing[value] = tuple(dict.fromkeys(absent))
        holds[value] = _summary(found)
    return Holding(point, tuple(paths), holds, missing)


def _holds(edit: Edit, pages: Pages) -> bool | None:
    """Tell whether the entry is there; None where its place is not."""
    try:
        return edit.shape.find(pages.text(edit.path)) is not None
    except Misplaced:
        return None


def _summary(found: Sequence[bool | None]) -> Hold:
    if None in found:
        return Hold.LOST
    return Hold.WHOLE if all(found) else Hold.PARTLY if any(found) else Hold.NONE
