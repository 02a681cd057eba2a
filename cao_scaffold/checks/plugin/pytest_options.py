"""pytest 9.1 and later does not start beside CAO, unless told to leave libtmux's plugin out."""

import re
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import FILE, distribution
from cao_scaffold.host.environment import DISTRIBUTION

_OLD = re.compile(r"pytest\b[^,]*(<\s*9(\.[01])?\b|<=\s*9\.0|==\s*[1-8]\.|~=\s*[1-8]\.)")


def _find(package: Package) -> Iterator[Spot]:
    project = package.project
    if DISTRIBUTION not in map(distribution, project.requirements) or not _has_tests(package):
        return
    pinned = any(_OLD.search(each) for each in project.development)
    if "no:libtmux" not in project.pytest_options and not pinned:
        yield Spot(
            FILE,
            project.line("addopts", "[tool.pytest", "[project]"),
            "has tests that pytest 9.1 and later cannot start in an environment with CAO",
            'addopts = "-p no:libtmux" under [tool.pytest.ini_options]',
        )


def _has_tests(package: Package) -> bool:
    folders = (package.root, package.root / "tests", package.root / "test")
    return any(any(folder.glob(name)) for folder in folders for name in ("test_*.py", "*_test.py"))


CHECK = Check(
    "CAO110",
    "pytest-options",
    "The package's tests start under today's pytest.",
    "CAO brings libtmux, whose own pytest plugin makes pytest 9.1 and later crash at start.",
    _find,
)
