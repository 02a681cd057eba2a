"""Two plugins in one package."""

import subprocess
from pathlib import Path

import pytest

from cao_scaffold.cli import run
from cao_scaffold.host.home import Home


@pytest.mark.cao
def test_the_tests_of_both_pass_together(tmp_path: Path, package_python: Path, home: Home) -> None:
    package = tmp_path / "cao-discord"
    assert run(["plugin", "discord", "--defaults", "--output", str(tmp_path)]) == 0
    assert run(["plugin", "telegram", "--defaults", "--into", str(package)]) == 0
    finished = subprocess.run(
        [package_python, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=package,
        env=home.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout
