"""A provider is added whole or not at all, whenever the process is killed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
KILLS = 30


@pytest.mark.cao
def test_the_tree_is_old_or_new_after_the_command_that_follows_a_kill(cao_tree: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "tests.points.killing", str(cao_tree), str(KILLS)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    results = json.loads(finished.stdout)
    assert len(results) == KILLS
    assert {after for _, after in results} <= {"old", "new"}
    # Most kills hit a moment at which there was something to put back.
    assert sum(interrupted for interrupted, _ in results) > KILLS // 2
