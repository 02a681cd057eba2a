"""CAO's own tests: run in a tree, in a HOME of their own, to the tests that fail."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cao_scaffold.host.home import private_home

# Those that know of providers.
TEN_FILES = (
    "test/test_enforcement_tables.py",
    "test/providers/test_model_capability.py",
    "test/providers/test_native_status_shared.py",
    "test/providers/test_provider_manager_unit.py",
    "test/api/test_api_endpoints.py",
    "test/agent_plugins/test_mcp_launch_delivery.py",
    "test/agent_plugins/test_mcp_mapping.py",
    "test/agent_plugins/test_delivery_equivalence.py",
    "test/agent_plugins/test_naming_migration.py",
    "test/test_empty_allowlist_policy.py",
)
_OPTIONS = (
    *("-q", "-o", "addopts=", "-m", "not e2e and not integration"),
    *("-p", "no:cacheprovider", "-p", "no:libtmux", "-p", "cao_suite_reporter"),
    # pytest's own way to show a failure parses the file again, and Python 3.11.7 may fail there.
    *("--continue-on-collection-errors", "--tb=native"),
)
_REPORTER = """
import json
import os
import pathlib

passed, failing = [], {}


def pytest_runtest_logreport(report):
    if report.failed:
        failing[report.nodeid] = report.longreprtext
    elif report.when == "call" and report.passed:
        passed.append(report.nodeid)


def pytest_collectreport(report):
    if report.failed:
        failing[report.nodeid] = report.longreprtext


def pytest_sessionfinish(session):
    if not hasattr(session.config, "workerinput"):
        text = json.dumps([len(passed), failing])
        pathlib.Path(os.environ["REPORT"]).write_text(text, encoding="utf-8")
"""


class SuiteRun(NamedTuple):
    """How many tests passed; why each of the others, by its id, failed."""

    passed: int
    failing: dict[str, str]


def ten_files(tree: Path) -> tuple[str, ...]:
    """Return those of TEN_FILES that this release has, and the tests of what is new in it."""
    own = sorted(tree.glob("test/providers/test_new_cli_*.py"))
    present = [path for path in TEN_FILES if (tree / path).exists()]
    return (*present, *(path.relative_to(tree).as_posix() for path in own))


def run_suite(tree: Path, python: Path, tests: Sequence[str], *, processes: int = 0) -> SuiteRun:
    """Run `tests`, files or ids, of `tree` by its development's `python`."""
    with private_home() as home:
        report = home.path / "report.json"
        (home.path / "cao_suite_reporter.py").write_text(_REPORTER, encoding="utf-8")
        finished = subprocess.run(
            [python, "-m", "pytest", *_OPTIONS, "-n", str(processes), *tests],
            cwd=tree,
            env=home.environment(
                {"PYTHONPATH": f"{tree / 'src'}:{home.path}", "REPORT": str(report)}
            ),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert finished.returncode in (0, 1), finished.stdout[-5000:]
        return SuiteRun(*json.loads(report.read_text(encoding="utf-8")))


def newly_failing(
    patched: Path, untouched: Path, python: Path, tests: Sequence[str], *, processes: int = 0
) -> dict[str, str]:
    """Run `tests` in `patched`; return what fails there, alone too, and not in `untouched`."""
    run = run_suite(patched, python, tests, processes=processes)
    assert run.passed > 0
    files = {test.split("::")[0] for test in run.failing}
    known = sorted(path for path in files if (untouched / path).exists())
    before = run_suite(untouched, python, known).failing if known else {}
    new = {test: why for test, why in run.failing.items() if test not in before}
    if not new:
        return {}
    # What fails in the crowd only, on a machine that is busy, is no finding.
    again = run_suite(patched, python, sorted(new)).failing
    return {test: why for test, why in new.items() if test in again}
