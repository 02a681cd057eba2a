"""What was seen when a plugin ran in CAO's Python."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar

Kind = TypeVar("Kind", bound=tuple[Any, ...])


class Warned(NamedTuple):
    """A warning of the registry about the plugin; `stage` is what was being done."""

    stage: str
    error: str
    file: str
    line: int


class Called(NamedTuple):
    """One call of a hook: `where` "loop" or "worker"; `seconds` None where it never returned.

    `escaped` is the class of what it let out past the registry.
    """

    hook: str
    event: str
    where: str
    seconds: float | None
    escaped: str
    file: str
    line: int


class Opened(NamedTuple):
    """What a bare construction opened, or the error that it ended with."""

    what: str
    error: str
    file: str
    line: int


class Leaked(NamedTuple):
    """A log record that held a secret, which `text` does not."""

    logger: str
    level: str
    text: str
    file: str
    line: int


class Ended(NamedTuple):
    """One teardown."""

    ended: bool
    seconds: float


@dataclass(frozen=True)
class Exercise:
    """All that was seen. `broken` says why nothing, or not all, could be."""

    entries: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    calls: tuple[Called, ...] = ()
    opened: tuple[Opened, ...] = ()
    leaks: tuple[Leaked, ...] = ()
    teardown: tuple[Ended, ...] = ()
    refused: tuple[str, ...] = ()
    stuck: str = ""
    crashed: str = ""
    not_installed: str = ""
    slowness: float = 0
    entry_line: int = 1
    notes: tuple[str, ...] = ()


def exercise_of(seen: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an Exercise in what the snippet brought back."""
    kinds = {"warnings": Warned, "calls": Called, "opened": Opened, "leaks": Leaked}
    kinds["teardown"] = Ended
    found: dict[str, Any] = {}
    for field in fields(Exercise):
        if field.name in kinds:
            found[field.name] = tuple(_read(kinds[field.name], each) for each in seen[field.name])
        elif field.name in seen:
            found[field.name] = tuple(seen[field.name])
    return found


def _read(kind: Any, seen: Mapping[str, Any]) -> Any:
    return kind(**{name: seen[name] for name in kind._fields})
