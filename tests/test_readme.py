"""The README's tables and commands, against what they speak of."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from cao_scaffold.cli import COMMANDS
from cao_scaffold.points import POINTS
from cao_scaffold.provider.answering import make_provider, read_answers_file
from cao_scaffold.provider.names import parse_provider_name
from cao_scaffold.report.points import row
from cao_scaffold.template.example_rows import example_rows
from cao_scaffold.template.integrations import integration_names
from tests.real_cao import RELEASES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def table(*header: str) -> list[list[str]]:
    """Return the cells of the README's table under `header`."""
    _, _, below = README.partition(f"\n| {' | '.join(header)} |\n|{'---|' * len(header)}\n")
    rows = below.partition("\n\n")[0].split("\n")
    return [row.strip("| ").split(" | ") for row in rows]


def test_it_lists_every_integration() -> None:
    listed = [name for name, _ in table("integration", "what it does")]
    assert listed == [f"`{name}`" for name in integration_names()]


def test_its_table_of_points_is_the_one_that_list_points_prints() -> None:
    listed = [row(point) for point in POINTS]
    expected = [[f"`{name}`", kind, title] for name, kind, title in listed]
    assert table("point", "kind", "what CAO knows by it") == expected


def test_its_answers_are_answers(tmp_path: Path) -> None:
    (toml,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "new-cli.toml").write_text(toml, encoding="utf-8")
    answers = read_answers_file(tmp_path / "new-cli.toml")
    provider = make_provider(parse_provider_name("new-cli"), answers)
    assert provider.command == ("npx", "new-cli")
    assert example_rows(provider).ready == ">"


def test_it_names_every_release_that_is_proven() -> None:
    (header,) = re.findall(r"^\| CAO \| (.*) \|$", README, re.MULTILINE)
    assert tuple(header.split(" | ")) == RELEASES


def test_it_shows_every_command() -> None:
    assert all(f"cao-scaffold {name}" in README for name in COMMANDS)


@cache
def shown_by_help() -> str:
    """Return what `--help` says, of every command."""
    return "".join(
        subprocess.run(
            [sys.executable, "-m", "cao_scaffold", *words, "--help"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for words in ((), *((name,) for name in COMMANDS), ("remove", "provider"))
    )


@pytest.mark.parametrize("option", sorted(set(re.findall(r"--[a-z][a-z-]+", README))))
def test_each_option_exists(option: str) -> None:
    foreign = {"--upgrade", "--target", "--from"}  # of pip and uvx, in the two commands
    assert option in shown_by_help() or option in foreign


def test_ci_runs_the_command_that_it_shows() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- the test command -->" in script
    (command,) = re.findall(r"<!-- the test command -->\n```bash\n(.*)\n```", README)
    assert command.startswith("python3 -m pip install")
    assert command.endswith("nox")
