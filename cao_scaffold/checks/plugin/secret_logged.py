"""No secret of the plugin is written to a log."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.source.project import FILE


def _find(seen: Exercise) -> Iterator[Spot]:
    told: set[tuple[str, str, int]] = set()
    for leak in seen.leaks:
        place = (leak.file, leak.line) if leak.file else (FILE, seen.entry_line)
        if (leak.logger, *place) not in told:
            told.add((leak.logger, *place))
            yield Spot(
                *place,
                f"a secret is in the log, by {leak.logger} at {leak.level}: {leak.text}",
                f"filter the logger {leak.logger!r}, or leave the value out of the message",
            )


CHECK = Check(
    "CAO506",
    "secret-logged",
    "No token or secret address appears in any log record.",
    "cao-server logs at INFO into a file, and httpx writes every request's whole URL at INFO.",
    _find,
)
