"""CAO runs on Python 3.10 and later, and a plugin says so."""

import re
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import FILE

_FLOOR = re.compile(r"(?:>=|~=|==|>)\s*(\d+)(?:\.(\d+))?")


def _find(package: Package) -> Iterator[Spot]:
    project = package.project
    if project.is_dynamic("requires-python"):
        return
    declared = str(project.table("project").get("requires-python", ""))
    floors = [(int(major), int(minor or 0)) for major, minor in _FLOOR.findall(declared)]
    if not floors or max(floors) < (3, 10):
        said = f"requires-python is {declared!r}" if declared else "declares no requires-python"
        yield Spot(
            FILE,
            project.line("requires-python", "[project]"),
            f"{said}, but CAO needs Python 3.10",
            'requires-python = ">=3.10" under [project]',
        )


CHECK = Check(
    "CAO106",
    "python-floor",
    "requires-python admits no Python older than 3.10.",
    "CAO is not installable on an older Python, and the resolver finds out late.",
    _find,
)
