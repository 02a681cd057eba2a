"""What `check` reads in a plugin package."""

from pathlib import Path

import pytest

from cao_scaffold.checks.package import check_files
from cao_scaffold.checks.plugin import READ
from cao_scaffold.checks.source import read_package
from tests.checks import mutants
from tests.checks.mutants import Mutant
from tests.checks.relay import write_relay


def codes(folder: Path) -> set[str]:
    return {found.code for found in check_files(read_package(folder)).findings}


def test_a_good_plugin_has_no_finding(tmp_path: Path) -> None:
    assert codes(write_relay(tmp_path)) == set()


@pytest.mark.parametrize("mutant", mutants.READ, ids=lambda each: each.name)
def test_each_fault_is_found_by_its_check_alone(mutant: Mutant, tmp_path: Path) -> None:
    write_relay(tmp_path, [(mutant.file, *edit) for edit in mutant.edits])

    assert codes(tmp_path) == {mutant.code}


def test_every_check_has_a_mutant() -> None:
    assert {check.code for check in READ} == {mutant.code for mutant in mutants.READ}
