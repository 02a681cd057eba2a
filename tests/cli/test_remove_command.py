"""`cao-scaffold remove provider`: taken back whole, but for what somebody has edited."""

import json
import re

import pytest

from cao_scaffold.cli import run
from tests.providers import files_of, rewrite

pytestmark = pytest.mark.cao

MODULE = "src/cli_agent_orchestrator/providers/new_cli.py"
ENUM = "src/cli_agent_orchestrator/models/provider.py"


def remove(*arguments):
    return run(["remove", "provider", *map(str, arguments)])


@pytest.fixture
def added(tree, capsys):
    """The tree with a provider; what it was before is `added.before`."""
    before = files_of(tree)
    assert run(["provider", "new-cli"]) == 0
    capsys.readouterr()
    return tree, before


def test_it_leaves_the_tree_as_it_was(added, capsys):
    tree, before = added
    assert remove("new-cli") == 0
    assert re.fullmatch(r"Took new_cli back at \d\d points\.\n", capsys.readouterr().out)
    assert files_of(tree) == before
    assert not (tree / ".cao-scaffold").exists()


def test_it_takes_any_spelling_of_the_name(added):
    tree, before = added
    assert remove("NewCli", "--repo", tree) == 0
    assert files_of(tree) == before


def test_it_takes_back_the_points_that_were_chosen(tree, capsys):
    before = files_of(tree)
    run(["provider", "new-cli", "--only", "enum-member", "--only", "module"])
    assert remove("new-cli") == 0
    assert files_of(tree) == before


def test_it_keeps_a_file_that_was_edited_and_says_so(added, capsys):
    tree, before = added
    rewrite(tree / MODULE, '"""', '"""Mine. ')
    edited = (tree / MODULE).read_bytes()
    assert remove("new-cli") == 0
    assert f"Kept {MODULE}: it was edited since.\n" in capsys.readouterr().out
    after = files_of(tree)
    assert after.pop(MODULE)[1] == edited
    assert after == before


def test_it_keeps_an_entry_that_was_edited_and_says_so(added, capsys):
    tree, before = added
    rewrite(tree / "SECURITY.md", "| New CLI | Soft |", "| New CLI | Softly |")
    assert remove("new-cli") == 0
    assert "Kept SECURITY.md: it was edited since.\n" in capsys.readouterr().out
    after = files_of(tree)
    assert {path for path in after if after[path] != before.get(path)} == {"SECURITY.md"}


def test_it_keeps_what_was_added_around_its_entries(added):
    tree, _ = added
    ours, theirs = '    NEW_CLI = "new_cli"\n', '    ZED = "zed"\n'
    rewrite(tree / ENUM, ours, ours + theirs)
    with_both = (tree / ENUM).read_text(encoding="utf-8")
    assert remove("new-cli") == 0
    assert (tree / ENUM).read_text(encoding="utf-8") == with_both.replace(ours, "")


def test_it_shows_the_patch_in_a_dry_run(added, capsys):
    tree, _ = added
    before = files_of(tree)
    assert remove("new-cli", "--dry-run") == 0
    said = capsys.readouterr().out
    assert '\n-    NEW_CLI = "new_cli"\n' in said
    assert f"\n--- a/{MODULE}\n+++ /dev/null\n" in said
    assert files_of(tree) == before


def test_it_prints_one_document(added, capsys):
    assert remove("new-cli", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["written"], document["provider"]) == (True, "new_cli")
    assert {"path": MODULE, "change": "delete"} in document["files"]
    assert "removed" in {point["standing"] for point in document["points"]}


def test_it_knows_only_what_was_added(tree, capsys):
    before = files_of(tree)
    assert remove("codex") == 1
    said = capsys.readouterr().err
    assert "has no provider codex that cao-scaffold added: no .cao-scaffold/codex.toml" in said
    assert "\nHint: those it added: none\n" in said
    assert files_of(tree) == before


def test_it_has_nothing_to_take_back_the_second_time(added, capsys):
    remove("new-cli")
    capsys.readouterr()
    assert remove("new-cli") == 1
    assert "has no provider new_cli" in capsys.readouterr().err


def test_it_stops_at_a_record_that_is_broken(added, capsys):
    tree, _ = added
    rewrite(tree / ".cao-scaffold/new_cli.toml", "[answers]", "[answers")
    before = files_of(tree)
    assert remove("new-cli") == 1
    assert "new_cli.toml is broken: " in capsys.readouterr().err
    assert files_of(tree) == before
