"""The README's tables and commands, against what they speak of."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cao_scaffold.cli import COMMANDS
from cao_scaffold.template.integrations import integration_names
from tests.real_cao import RELEASES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_lists_every_integration() -> None:
    assert re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE) == list(integration_names())


def test_it_names_every_release_that_is_proven() -> None:
    (header,) = re.findall(r"^\| CAO \| (.*) \|$", README, re.MULTILINE)
    assert tuple(header.split(" | ")) == RELEASES


def test_it_shows_every_command() -> None:
    assert all(f"cao-scaffold {name}" in README for name in COMMANDS)


@pytest.mark.parametrize("option", sorted(set(re.findall(r"--[a-z][a-z-]+", README))))
def test_each_option_exists(option: str) -> None:
    shown = "".join(
        subprocess.run(
            [sys.executable, "-m", "cao_scaffold", *words, "--help"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for words in ((), *((name,) for name in COMMANDS))
    )
    foreign = {"--upgrade", "--target", "--from"}  # of pip and uvx, in the two commands
    assert option in shown or option in foreign


def test_ci_runs_the_command_that_it_shows() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- the test command -->" in script
    (command,) = re.findall(r"<!-- the test command -->\n```bash\n(.*)\n```", README)
    assert command.startswith("python3 -m pip install")
    assert command.endswith("nox")
