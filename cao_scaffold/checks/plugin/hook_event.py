"""A hook names an event that CAO emits."""

import difflib
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.events import EVENTS

_NAMES = [event.name for event in EVENTS]


def _find(package: Package) -> Iterator[Spot]:
    for hook in package.all_hooks:
        if hook.event is None or hook.event in _NAMES:
            continue
        close = difflib.get_close_matches(hook.event, _NAMES, n=1)
        meant = f"did you mean {close[0]}?" if close else f"the events are {', '.join(_NAMES)}"
        what = f"CAO has no event {hook.event!r}" if hook.event else "@hook names no event"
        yield Spot(
            hook.module.file,
            hook.decorator.lineno,
            f"{what}, so {hook.function.name} is never called",
            meant,
        )


CHECK = Check(
    "CAO207",
    "hook-event",
    "A hook names one of CAO's events.",
    "The decorator accepts any text; a misspelt event is never dispatched, and nothing says so.",
    _find,
)
