"""The real registry loads the plugin."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.exercise import Exercise
from cao_scaffold.checks.source.project import FILE

_HINT = "--env NAME=VALUE gives the check a setting, if one is missing or refused"


def _find(seen: Exercise) -> Iterator[Spot]:
    if seen.crashed:
        yield Spot(
            FILE, seen.entry_line, f"ends CAO's process: {seen.crashed}", "raise an Exception"
        )
    failed = [each for each in seen.warnings if each.stage == "setup"]
    for each in failed:
        place = (each.file, each.line) if each.file else (FILE, seen.entry_line)
        yield Spot(*place, f"CAO cannot load the plugin: {each.error}", _HINT)
    missing = () if failed else set(seen.entries) - set(seen.loaded)
    for name in sorted(missing):
        yield Spot(FILE, seen.entry_line, f"CAO does not load {name}", "see its entry point")


CHECK = Check(
    "CAO502",
    "loads",
    "CAO's registry loads the plugin.",
    "A failure at start is one warning in the log file, and the server runs on without the "
    "plugin until it is started again.",
    _find,
)
