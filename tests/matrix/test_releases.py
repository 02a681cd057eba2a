"""Each integration on each supported release: its own tests, a real server, all five events."""

import re
import subprocess
from pathlib import Path

import pytest

from cao_scaffold.cli import run
from cao_scaffold.host.environment import NEWEST
from cao_scaffold.host.home import private_home
from cao_scaffold.template.integrations import integration_names
from cao_scaffold.trial import Trial, Wanted, run_trial
from tests.real_cao import RELEASES, environment_with_cao

NEEDED = ("httpx>=0.27,<1", "python-dotenv>=1.0", "pytest")

pytestmark = pytest.mark.cao
on_each_release = pytest.mark.parametrize(
    "release",
    [
        pytest.param(each, marks=() if each == NEWEST else pytest.mark.matrix, id=each)
        for each in RELEASES
    ],
)
for_each_integration = pytest.mark.parametrize("integration", integration_names())
for_each_destination = pytest.mark.parametrize(
    "integration", [each for each in integration_names() if each != "blank"]
)


@pytest.fixture
def package(integration: str, tmp_path: Path) -> Path:
    words = ["plugin", integration, "--events", "all", "--defaults", "--output", str(tmp_path)]
    assert run(words) == 0
    return tmp_path / f"cao-{integration}"


def tried(package: Path, release: str) -> Trial:
    return run_trial(Wanted(package, version=release), tell=lambda step: print(step))


@on_each_release
@for_each_integration
def test_its_own_tests_pass(package: Path, release: str) -> None:
    python = environment_with_cao(release, *NEEDED)
    with private_home() as home:
        finished = subprocess.run(
            [python, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
            cwd=package,
            env=home.environment({"PYTHONDONTWRITEBYTECODE": "1"}),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert finished.returncode == 0, finished.stdout


@on_each_release
@for_each_destination
def test_a_real_server_loads_it_and_every_event_arrives_in_order(
    package: Path, release: str
) -> None:
    trial = tried(package, release)
    assert trial.ok, trial
    assert trial.cao == release
    text = "\n".join(trial.arrived)
    marks = [
        " started on mock_cli",
        "session started",
        *(message.marker for message in trial.sent),
        " ended",
        "session ended",
    ]
    places = [text.index(mark) for mark in marks]
    assert len(trial.sent) == 5
    assert sorted(places) == places, text
    assert text.count(" started on mock_cli") == 2
    assert text.count(" ended") == 3
    assert text.count("session started") == text.count("session ended") == 1


@on_each_release
@pytest.mark.parametrize("integration", ["blank"])
def test_a_real_server_loads_a_blank_one_and_calls_every_hook(package: Path, release: str) -> None:
    trial = tried(package, release)
    assert trial.ok, trial
    logged = "\n".join(step.text for step in trial.steps if step.kind == "log")
    # Lines that are the same to the millisecond are shown once, so they are not counted here.
    for hooked in (
        r"session cao-try started",
        r"terminal \w{8} started",
        r"\w{8} wrote to \w{8}",
        r"terminal \w{8} ended",
        r"session cao-try ended",
    ):
        assert re.search(hooked, logged), logged
