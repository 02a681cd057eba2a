"""Tables of what there is: names, and what each means."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cao_scaffold.events import COMMON_FIELDS, Event
from cao_scaffold.template.integrations import Integration

if TYPE_CHECKING:
    from cao_scaffold.checks.check import Check

SCHEMA = 1


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return the rows as text, in columns as wide as their widest word."""
    cells = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


def integration(found: Integration) -> dict[str, Any]:
    """Return what `list integrations --json` says of one."""
    return {
        "name": found.name,
        "summary": found.summary,
        "events": list(found.events),
        "dependencies": list(found.dependencies),
        "variables": [
            {"name": v.name, "required": v.required, "secret": v.secret}
            | {"default": v.default, "help": v.help}
            for v in found.variables
        ],
    }


def event(found: Event) -> dict[str, Any]:
    """Return what `list events --json` says of one."""
    return {
        "name": found.name,
        "class": found.class_name,
        "when": found.when,
        "fields": [*found.fields, *COMMON_FIELDS],
    }


def check(found: "Check[Any]") -> dict[str, Any]:
    """Return what `list checks --json` says of one."""
    return {
        "code": found.code,
        "name": found.name,
        "sentence": found.sentence,
        "reason": found.reason,
    }
