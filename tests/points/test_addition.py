"""Additions that a tree has something against, and the page whose words CAO's tests look at."""

from dataclasses import replace
from pathlib import Path

import pytest

from cao_scaffold.errors import ScaffoldError, UsageError
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from tests.providers import NEW_CLI, add, files_of, remove

pytestmark = pytest.mark.cao

VOCABULARY = "test/agent_plugins/test_naming_migration.py"


def displayed(name: str, value: str = "new_cli") -> Provider:
    return replace(NEW_CLI, names=ProviderNames.of(value, name))


@pytest.mark.parametrize("display", ["codex", "AN OTHER"])
def test_it_takes_no_display_name_that_a_row_of_the_trees_tables_has(
    cao_tree: Path, display: str
) -> None:
    add(cao_tree, displayed("An Other", "other_cli"))
    before = files_of(cao_tree)
    with pytest.raises(UsageError, match="is what this CAO calls the provider"):
        add(cao_tree, displayed(display))
    assert files_of(cao_tree) == before


def test_a_file_that_stands_there_is_not_taken_for_a_new_one(cao_tree: Path) -> None:
    page = cao_tree / "docs/new-cli.md"
    page.write_text("# Mine\n", encoding="utf-8")
    before = files_of(cao_tree)
    with pytest.raises(ScaffoldError, match=r"docs/new-cli\.md exists") as raised:
        add(cao_tree)
    assert "--skip page" in raised.value.hint
    assert files_of(cao_tree) == before


def test_a_page_with_the_vendors_plugins_is_in_the_list_of_such_pages(cao_tree: Path) -> None:
    before = files_of(cao_tree)
    add(cao_tree, replace(NEW_CLI, command=("new-cli", "--plugin-dir", "x")))
    assert '    "new-cli.md",\n]\n' in (cao_tree / VOCABULARY).read_text(encoding="utf-8")
    remove(cao_tree)
    assert files_of(cao_tree) == before


def test_a_page_without_the_word_is_in_none(cao_tree: Path) -> None:
    add(cao_tree)
    assert "new-cli.md" not in (cao_tree / VOCABULARY).read_text(encoding="utf-8")


def test_a_tree_without_what_providers_derive_from_is_told_from_an_old_one(cao_tree: Path) -> None:
    (cao_tree / "src/cli_agent_orchestrator/providers/base.py").unlink()
    with pytest.raises(ScaffoldError, match=r"has no src/.*/providers/base\.py"):
        add(cao_tree)
