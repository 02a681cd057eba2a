"""Registration points: what there is, and what holds in one tree."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from cao_scaffold.points.discovery import Place
from cao_scaffold.points.point import Point
from cao_scaffold.points.survey import Hold, Holding


def row(point: Point) -> tuple[str, str, str]:
    """Return a point as a row of a table."""
    return (point.name, point.kind.value, point.title)


def item(point: Point) -> dict[str, Any]:
    """Return a point for a program."""
    return {
        "name": point.name,
        "kind": point.kind.value,
        "rows": list(point.numbers),
        "title": point.title,
        "reason": point.reason,
    }


def tree_rows(held: Sequence[Holding]) -> list[tuple[str, str, str]]:
    """Return a row for each point of a tree: its name, its files, and who is not known there."""
    return [
        (each.point.name, each.paths[0] if each.offered else "-", _missing(each)) for each in held
    ]


def document(held: Sequence[Holding], found: Sequence[Place]) -> dict[str, Any]:
    """Return the same for a program."""
    return {
        "points": [
            item(each.point)
            | {
                "offered": each.offered,
                "paths": list(each.paths),
                "holds": {value: hold.value for value, hold in each.holds.items()},
                "missing": {value: list(paths) for value, paths in each.missing.items() if paths},
            }
            for each in held
        ],
        "discovered": [asdict(each) for each in found],
    }


def discovered(found: Sequence[Place]) -> Iterator[str]:
    """Yield a line for each place that no point covers, or that is incomplete."""
    for each in found:
        where = f"{each.path}:{each.first}"
        what = f"covered by {', '.join(each.points)}" if each.points else "not covered: look here"
        missing = f"; without {', '.join(each.missing)}" if each.missing else ""
        yield f"{where}: names {len(each.named)} providers{missing} ({what})"


def _missing(holding: Holding) -> str:
    if not holding.offered:
        return "not offered by this CAO"
    lost = [value for value, hold in holding.holds.items() if hold is Hold.LOST]
    if lost:
        return f"not found where expected: {', '.join(lost)}"
    missing = [value for value, hold in holding.holds.items() if hold is not Hold.WHOLE]
    return f"not: {', '.join(missing)}" if missing else "all"
