"""What `check` says of the packages that `cao-scaffold plugin` writes."""

from pathlib import Path

import pytest

from cao_scaffold.checks.package import check_files, check_running
from cao_scaffold.checks.source import Package, read_package
from cao_scaffold.cli import run
from cao_scaffold.template.integrations import integration_names


@pytest.fixture(params=integration_names())
def generated(request: pytest.FixtureRequest, tmp_path: Path) -> Package:
    folder = tmp_path / "made"
    options = ["--integration", request.param, "--events", "all", "--output", str(folder)]
    assert run(["plugin", "ops-feed", "--defaults", *options]) == 0
    (made,) = folder.rglob("pyproject.toml")
    return read_package(made.parent)


def test_its_files_have_no_finding(generated: Package) -> None:
    assert check_files(generated).findings == ()


@pytest.mark.cao
def test_running_it_has_no_finding(generated: Package, cao_python: Path) -> None:
    assert check_running(generated, cao_python, {}).findings == ()
