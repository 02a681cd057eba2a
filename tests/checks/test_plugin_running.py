"""What `check` sees when a plugin package runs in a Python with CAO."""

from pathlib import Path

import pytest

from cao_scaffold.checks.package import Verdict, check_running
from cao_scaffold.checks.plugin import CHECKS, RUN
from cao_scaffold.checks.source import read_package
from tests.checks import mutants
from tests.checks.mutants import Mutant
from tests.checks.relay import write_relay

pytestmark = pytest.mark.cao


def run(folder: Path, python: Path) -> Verdict:
    return check_running(read_package(folder), python, {})


def test_a_good_plugin_has_no_finding(tmp_path: Path, cao_python: Path) -> None:
    assert run(write_relay(tmp_path), cao_python).findings == ()


@pytest.mark.parametrize("mutant", mutants.RUN, ids=lambda each: each.name)
def test_each_fault_is_found_by_its_check(mutant: Mutant, tmp_path: Path, cao_python: Path) -> None:
    write_relay(tmp_path, [(mutant.file, *edit) for edit in mutant.edits])

    assert mutant.code in {found.code for found in run(tmp_path, cao_python).findings}


def test_every_check_has_a_mutant() -> None:
    assert {check.code for check in RUN} == {mutant.code for mutant in mutants.RUN}


def test_every_check_has_a_code_and_a_name_of_its_own_and_a_reason() -> None:
    assert len({check.code for check in CHECKS}) == len({check.name for check in CHECKS})
    assert len(CHECKS) == len({check.code for check in CHECKS})
    assert all(check.sentence.endswith(".") and check.reason for check in CHECKS)


def test_a_run_leaves_no_trace_in_the_package(tmp_path: Path, cao_python: Path) -> None:
    write_relay(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    run(tmp_path, cao_python)

    assert sorted(tmp_path.rglob("*")) == before
