"""A provider made known to a tree, or taken back: each point applied in order, as one plan."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from cao_scaffold.edit.plan import Change, Plan
from cao_scaffold.edit.proof import prove
from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.points import POINTS
from cao_scaffold.points.pages import Pages, encoded
from cao_scaffold.points.point import Edit, Kind, Point, Registration


class Standing(Enum):
    """What a plan does at a point."""

    ADDED = "added"
    HELD = "already there"
    REMOVED = "removed"
    KEPT = "kept: edited since"
    SHARED = "kept: its place holds something else too"
    ABSENT = "not there"
    NOT_NEEDED = "not needed by this provider"
    NOT_OFFERED = "not offered by this CAO"
    LEFT_OUT = "left out"


class Step(NamedTuple):
    """One point in a plan, the files that it changes or looks at, and what it changes in them.

    Each step's changes start from the texts that the step before it left, with `\\n` ends.
    """

    point: Point
    standing: Standing
    paths: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Registering:
    """What becomes of a tree; nothing is written before `plan.apply()`."""

    plan: Plan
    steps: tuple[Step, ...]

    @property
    def hash(self) -> str:
        """Return the sha256 of every change: the same hash is the same result, bytes and modes."""
        changes = [
            [change.path, _digest(change.before), _digest(change.after), change.mode]
            for change in self.plan.changes
        ]
        return hashlib.sha256(json.dumps(changes).encode()).hexdigest()


class NotFoundError(ScaffoldError):
    """The tree offers a point, and its place is not where it is expected."""


def register(
    registration: Registration,
    *,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    peers: Sequence[Registration] = (),
) -> Registering:
    """Plan to make the provider known at each point that it needs and that the tree offers.

    `only` and `skip` are names of points. `peers` are the providers that were scaffolded in
    this tree before: entries stand in the order of their names, whichever came first.
    Raises NotFoundError where a point's place is not found.
    """
    pages = Pages(registration.checkout)
    steps = []
    later = sorted(
        (peer for peer in peers if _value(peer) > _value(registration)), key=_value, reverse=True
    )
    for point in POINTS:
        if (only and point.name not in only) or point.name in skip:
            steps.append(Step(point, Standing.LEFT_OUT))
        elif not point.needed(registration.provider):
            steps.append(Step(point, Standing.NOT_NEEDED))
        else:
            steps.append(_apply(point, registration, later=later, pages=pages))
    return Registering(Plan(registration.checkout.root, pages.changes()), tuple(steps))


def unregister(registration: Registration, *, whatever_it_says: bool = False) -> Registering:
    """Plan to take the provider back at every point.

    An entry that is not as it was written is kept, unless `whatever_it_says`.
    """
    pages = Pages(registration.checkout)
    steps = tuple(
        _take_back(point, registration, pages=pages, whatever_it_says=whatever_it_says)
        for point in reversed(POINTS)
    )
    return Registering(Plan(registration.checkout.root, pages.changes()), steps)


def offered_edits(point: Point, registration: Registration) -> tuple[Edit, ...]:
    """Return the point's entries in this tree, () where the tree does not offer the point."""
    if registration.checkout.installed and point.kind is not Kind.SOURCE:
        return ()
    return point.edits(registration)


def _apply(
    point: Point, registration: Registration, *, later: Sequence[Registration], pages: Pages
) -> Step:
    edits = offered_edits(point, registration)
    if not edits:
        return Step(point, Standing.NOT_OFFERED)
    before = {edit.path: pages.text(edit.path) for edit in edits}
    added = [edit.path for edit in edits if _add(point, edit, pages=pages, later=later)]
    standing = Standing.ADDED if added else Standing.HELD
    return Step(point, standing, _once(added or before), _changes(before, pages))


def _add(point: Point, edit: Edit, *, pages: Pages, later: Sequence[Registration]) -> bool:
    """Write one entry, below it those of `later` providers; False where it is there already."""
    text = pages.text(edit.path)
    try:
        if edit.shape.find(text) is not None:
            return False
        followers = _entries(point, edit.path, later, text=text)
        for follower in followers:
            text = follower.shape.remove(text) if text is not None else None
        for each in (edit, *reversed(followers)):
            before, text = text, each.shape.add(text)
            prove(each.shape, before, text)
    except Misplaced as problem:
        raise _not_found(point, edit.path, problem, pages=pages) from problem
    pages.write(edit.path, text)
    return True


def _entries(
    point: Point, path: str, providers: Sequence[Registration], *, text: str | None
) -> list[Edit]:
    """Return the entries that `providers` have in this file, as they were written."""
    return [
        edit
        for provider in providers
        if point.needed(provider.provider)
        for edit in reversed(offered_edits(point, provider))
        if edit.path == path and edit.shape.find(text) == edit.shape.entry
    ]


def _take_back(
    point: Point, registration: Registration, *, pages: Pages, whatever_it_says: bool
) -> Step:
    removed, kept, shared = [], [], []
    edits = offered_edits(point, registration)
    before = {edit.path: pages.text(edit.path) for edit in edits}
    for edit in reversed(edits):
        text = pages.text(edit.path)
        try:
            found = None if text is None else edit.shape.find(text)
        except Misplaced:
            continue
        if found is None or text is None:
            continue
        wanted = found == edit.shape.entry or whatever_it_says
        if not wanted:
            kept.append(edit.path)
        elif _removed(edit, pages, text):
            removed.append(edit.path)
        else:
            shared.append(edit.path)
    outcomes = {
        Standing.KEPT: kept,
        Standing.SHARED: shared,
        Standing.REMOVED: removed,
        Standing.ABSENT: [],
    }
    standing = next((each for each, paths in outcomes.items() if paths), Standing.ABSENT)
    return Step(point, standing, _once(outcomes[standing]), _changes(before, pages))


def _removed(edit: Edit, pages: Pages, text: str) -> bool:
    """Take one entry away; False where something else has grown together with it."""
    try:
        pages.write(edit.path, edit.shape.remove(text))
    except Misplaced:
        return False
    return True


def _changes(before: Mapping[str, str | None], pages: Pages) -> tuple[Change, ...]:
    after = {path: pages.text(path) for path in before}
    return tuple(
        Change(path, encoded(text), encoded(after[path]))
        for path, text in before.items()
        if text != after[path]
    )


def _once(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))


def _not_found(point: Point, path: str, problem: Misplaced, *, pages: Pages) -> NotFoundError:
    missing = pages.text(path) is None
    return NotFoundError(
        f"{path}: {'no such file' if missing else problem} (point {point.name})",
        hint=f"look whether this CAO has moved it; --skip {point.name} goes on without",
    )


def _value(registration: Registration) -> str:
    return registration.provider.names.value


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
