"""What cao-server's log says about plugins: which it loaded, and what went wrong in them."""

import re
from collections.abc import Sequence

# Of CAO's log, and of uvicorn on the console.
_RECORD = re.compile(
    r"^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} - |(?:INFO|WARNING|ERROR):  )", re.MULTILINE
)
_LOADED = re.compile(r"Loaded CAO plugin: (\S+)")
_NOT_LOADED = re.compile(
    r"Failed to load plugin '([^']+)'|Plugin entry point '([^']+)' is not a CaoPlugin"
)
_HOOK_FAILED = re.compile(
    r"Hook '.*' raised an error|Plugin teardown failed|Plugin event dispatch failed"
)
_GRAVE = ("WARNING", "ERROR", "CRITICAL")
_OF_CAO = "/cli_agent_orchestrator/plugins/builtin/"


def records(text: str) -> tuple[str, ...]:
    """Return the log's records, each with the traceback that follows it, none twice."""
    starts = [match.start() for match in _RECORD.finditer(text)]
    ends = [*starts[1:], len(text)]
    found = (text[start:end].rstrip() for start, end in zip(starts, ends, strict=True))
    # A warning goes to the console and to the file.
    return tuple(dict.fromkeys(found))


def loaded(text: str) -> tuple[str, ...]:
    """Return the names of the plugins that are loaded."""
    return tuple(_LOADED.findall(text))


def load_failure(text: str, plugin: str) -> str:
    """Return the record, with its traceback, of `plugin` not being loaded; "" for none."""
    for record in records(text):
        match = _NOT_LOADED.search(record)
        if match and plugin in match.groups():
            return _said(record)
    return ""


def hook_failures(text: str) -> tuple[str, ...]:
    """Return how hooks and teardowns raised, each way once, but for CAO's own plugins."""
    failures: dict[tuple[str, str], list[str]] = {}
    for record in records(text):
        if _HOOK_FAILED.search(record) and _OF_CAO not in record:
            said = _said(record)
            lines = said.split("\n")
            failures.setdefault((lines[0], lines[-1]), []).append(said)
    return tuple(
        same[0] if len(same) == 1 else f"{same[0]}\n(more than once)" for same in failures.values()
    )


def messages_of(text: str, modules: Sequence[str], *, at_all_levels: bool) -> tuple[str, ...]:
    """Return what loggers within the packages of `modules` said: warnings, or everything."""
    packages = {module.partition(".")[0] for module in modules}
    found = []
    for record in records(text):
        # Time, logger, level, message; the message may hold the separator, too.
        parts = record.split(" - ", 3)
        if len(parts) < 4 or parts[1].partition(".")[0] not in packages:
            continue
        if at_all_levels or parts[2] in _GRAVE:
            found.append(parts[3])
    return tuple(found)


def _said(record: str) -> str:
    """Return a record without its time, logger and level."""
    return record.split(" - ", 3)[-1]
