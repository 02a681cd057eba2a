"""What `check` says of the reference plugin in CAO's source distribution."""

from pathlib import Path

import pytest

from cao_scaffold.checks.check import Finding
from cao_scaffold.checks.package import check_files, check_running
from cao_scaffold.checks.source import Package, read_package

pytestmark = pytest.mark.cao


@pytest.fixture(scope="module")
def reference(cao_source: Path) -> Package:
    return read_package(cao_source / "examples" / "plugins" / "cao-discord")


@pytest.fixture(scope="module")
def running(reference: Package, cao_python: Path) -> tuple[Finding, ...]:
    return check_running(reference, cao_python, {}).findings


def test_its_files_show_what_loses_messages(reference: Package) -> None:
    found = {each.code: each for each in check_files(reference).findings}

    assert set(found) == {"CAO110", "CAO301", "CAO304"}
    assert found["CAO301"].file == found["CAO304"].file == "cao_discord/plugin.py"


def test_a_run_shows_the_dead_loop(running: tuple[Finding, ...]) -> None:
    assert any(f.code == "CAO503" and "Event loop is closed" in f.sentence for f in running)


def test_a_run_shows_that_the_hook_waits_for_its_destination(running: tuple[Finding, ...]) -> None:
    assert "CAO505" in {found.code for found in running}


def test_a_run_shows_the_webhooks_token_in_the_log(running: tuple[Finding, ...]) -> None:
    (leak,) = (found for found in running if found.code == "CAO506")
    assert "httpx" in leak.sentence
    assert "<secret>" in leak.sentence
