"""A terminal sends more than colours: titles and cursor moves stay in what is read."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.exercise import compiled_patterns
from cao_scaffold.checks.provider.subject import Subject

_NARROW = (r"\x1b\[[0-9;]*m", "\x1b\\[[0-9;]*m", r"\x1b\[[\d;]*m")
_WIDE = "strip_terminal_escapes"


def _find(subject: Subject) -> Iterator[Spot]:
    if _WIDE in subject.text:
        return
    for node, pattern, _flags in compiled_patterns(subject):
        if pattern in _NARROW:
            yield _spot(subject, node.lineno)
            return
    for number, line in enumerate(subject.text.split("\n"), 1):
        if any(narrow in line for narrow in _NARROW):
            yield _spot(subject, number)
            return


def _spot(subject: Subject, line: int) -> Spot:
    return Spot(
        subject.path,
        line,
        "colours are the only escapes that are taken out of the terminal's stream",
        "use strip_terminal_escapes of CAO's utils.text",
    )


CHECK = Check(
    "CAO604",
    "escapes-stripped",
    "All of a terminal's escapes are taken out before rows are read.",
    "get_status reads the raw stream, with titles and cursor moves between the words.",
    _find,
)
