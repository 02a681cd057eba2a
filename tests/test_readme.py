"""The README's commands and releases, against what they speak of; tests/claims does the rest."""

import re
from pathlib import Path

import pytest

from cao_scaffold.cli import COMMANDS
from cao_scaffold.provider.answering import make_provider, read_answers_file
from cao_scaffold.provider.names import parse_provider_name
from cao_scaffold.template.example_rows import example_rows
from tests.real_cao import RELEASES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_answers_of_the_documentation_are_answers(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "commands" / "provider.md").read_text(encoding="utf-8")
    (toml,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
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


def test_ci_runs_the_command_that_it_shows() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- the test command -->" in script
    (command,) = re.findall(r"<!-- the test command -->\n```bash\n(.*)\n```", README)
    assert command.startswith("python3 -m pip install")
    assert command.endswith("nox")


RECIPES = re.findall(
    r"`((?:cao_scaffold|templates|tests|evals|skills|docs)/[\w./<>-]+)`", CONTRIBUTING
)


@pytest.mark.parametrize("path", sorted(set(RECIPES)))
def test_each_place_in_a_recipe_is_there(path: str) -> None:
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
    assert any(ROOT.glob(pattern))
