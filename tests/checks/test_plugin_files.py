"""What `check` reads in a plugin package."""

from pathlib import Path

import pytest

from cao_scaffold.checks.package import check_files
from cao_scaffold.checks.plugin import READ
from cao_scaffold.checks.source import read_package
from cao_scaffold.errors import ScaffoldError, UsageError
from tests.checks import mutants
from tests.checks.mutants import Mutant
from tests.checks.relay import FILES, write_relay
from tests.checks.variants import VARIANTS


def codes(folder: Path) -> set[str]:
    return {found.code for found in check_files(read_package(folder)).findings}


def test_a_good_plugin_has_no_finding(tmp_path: Path) -> None:
    assert codes(write_relay(tmp_path)) == set()


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.name)
def test_another_way_to_write_it_has_no_finding(variant: Mutant, tmp_path: Path) -> None:
    write_relay(tmp_path, [(variant.file, *edit) for edit in variant.edits])

    assert codes(tmp_path) == set()


def test_a_src_layout_has_no_finding(tmp_path: Path) -> None:
    write_relay(tmp_path)
    (tmp_path / "src").mkdir()
    (tmp_path / "cao_relay").rename(tmp_path / "src" / "cao_relay")

    assert codes(tmp_path) == set()


@pytest.mark.parametrize("mutant", mutants.READ, ids=lambda each: each.name)
def test_each_fault_is_found_by_its_check_alone(mutant: Mutant, tmp_path: Path) -> None:
    write_relay(tmp_path, [(mutant.file, *edit) for edit in mutant.edits])

    assert codes(tmp_path) == {mutant.code}


def test_every_check_has_a_mutant() -> None:
    assert {check.code for check in READ} == {mutant.code for mutant in mutants.READ}


def test_a_finding_names_the_file_the_line_and_what_mends_it(tmp_path: Path) -> None:
    write_relay(tmp_path, [("cao_relay/plugin.py", "post_kill_session", "post_kill_sesion")])
    before = FILES["cao_relay/plugin.py"].split('@hook("post_kill_session")')[0]

    (found,) = check_files(read_package(tmp_path)).findings

    assert (found.file, found.line) == ("cao_relay/plugin.py", before.count("\n") + 1)
    assert found.hint == "did you mean post_kill_session?"


def test_a_broken_pyproject_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project", encoding="utf-8")

    with pytest.raises(ScaffoldError, match=r"pyproject\.toml"):
        read_package(tmp_path)


def test_a_folder_without_a_project_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no package to check"):
        read_package(tmp_path)
