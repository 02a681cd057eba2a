"""`cao-scaffold provider` in trees that are not as they should be: refused, or gone round."""

import hashlib
import json
import re
import shutil

import pytest

from cao_scaffold.cli import run
from tests.cli.test_provider_command import ENUM, MODULE, provider, provider_json, refused
from tests.providers import files_of, rewrite
from tests.real_cao import commit_all, source_of_cao

pytestmark = pytest.mark.cao

MANAGER = "src/cli_agent_orchestrator/providers/manager.py"


def test_it_refuses_a_folder_that_is_no_cao_tree(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    message = "is in no CAO source tree: no src/.*/provider.py in it or above it\nHint: give --repo"
    refused(capsys, tmp_path, 1, message, "new-cli")
    refused(capsys, tmp_path, 1, message, "new-cli", "--repo", "nowhere")


def test_it_refuses_a_tree_and_an_installed_cao_together(tree, capsys):
    message = "--repo and --installed exclude each other"
    refused(capsys, tree, 2, message, "new-cli", "--repo", ".", "--installed", "python3")


def test_it_refuses_the_synchronous_era_and_says_what_is_supported(tmp_path, capsys):
    tree = tmp_path / "tree"
    shutil.copytree(source_of_cao("2.1.1") / "src", tree / "src")
    message = "is a CAO of the synchronous era: .*\nHint: use CAO 2.3.0 or later"
    refused(capsys, tree, 1, message, "new-cli", "--repo", tree)


def test_it_refuses_to_patch_files_with_uncommitted_changes(tree, capsys):
    commit_all(tree)
    rewrite(tree / "README.md", "#", "# Mine:")
    (tree / "mine.txt").write_text("not touched", encoding="utf-8")
    message = r"uncommitted changes in README\.md\nHint: git -C .* commit, or stash; or give --all"
    refused(capsys, tree, 1, message, "new-cli")
    assert provider("new-cli", "--allow-dirty") == 0
    assert "# Mine:" in (tree / "README.md").read_text(encoding="utf-8")


def test_it_shows_a_plan_whatever_is_committed(tree, capsys):
    commit_all(tree)
    rewrite(tree / "README.md", "#", "# Mine:")
    assert provider("new-cli", "--dry-run") == 0


def test_it_leaves_uncommitted_files_alone_at_points_that_are_skipped(tree, capsys):
    commit_all(tree)
    rewrite(tree / "README.md", "#", "# Mine:")
    assert provider("new-cli", "--skip", "readme") == 0


@pytest.mark.parametrize(
    ("path", "line", "message"),
    [
        ("SECURITY.md", "# Security Policy\n", "has a merge conflict\nHint: resolve it first"),
        (MANAGER, "import logging\n", r"line 3: no Python: invalid syntax\nHint: mend it"),
        (
            ENUM,
            "from enum import Enum\n",
            r"line \d: no Python: invalid syntax\nHint: mend it first",
        ),
    ],
)
def test_it_refuses_a_file_with_a_merge_conflict(tree, capsys, path, line, message):
    rewrite(tree / path, line, f"<<<<<<< HEAD\n{line}=======\n>>>>>>> theirs\n")
    refused(capsys, tree, 1, message, "new-cli")


def test_it_refuses_a_file_whose_lines_end_in_two_ways(tree, capsys):
    rewrite(tree / MANAGER, "import logging\n", "import logging\r\n")
    message = rf"{MANAGER}: some lines end with \\r\\n, others with \\n\nHint: "
    refused(capsys, tree, 1, message, "new-cli")


def test_it_keeps_the_ends_of_lines_of_a_windows_checkout(tree, capsys):
    for path in [path for path in tree.rglob("*") if path.suffix in (".py", ".md", ".tsx")]:
        rewrite(path, "", "") if not path.stat().st_size else rewrite(path, "\n", "\r\n")
    before = files_of(tree)
    document = provider_json(capsys, "new-cli")
    assert provider("new-cli", "--apply", document["hash"]) == 0
    after = files_of(tree)
    edited = [file["path"] for file in document["files"] if file["change"] == "edit"]
    assert len(edited) > 20
    for path in edited:
        assert after[path][1].count(b"\n") == after[path][1].count(b"\r\n"), path
    run(["remove", "provider", "new-cli"])
    assert files_of(tree) == before


def test_it_refuses_a_file_that_is_read_only(tree, capsys):
    rewrite(tree / ENUM, "", "")
    (tree / ENUM).chmod(0o444)
    refused(capsys, tree, 1, rf"{ENUM} is read-only\nHint: chmod u\+w ", "new-cli")


def test_it_refuses_a_link_that_leads_out_of_the_tree(tree, tmp_path, capsys):
    outside = tmp_path / "outside.md"
    (tree / "README.md").rename(outside)
    (tree / "README.md").symlink_to(outside)
    was = outside.read_bytes()
    refused(capsys, tree, 1, "README.md is a link that leads out of ", "new-cli")
    assert outside.read_bytes() == was


def test_it_follows_a_link_within_the_tree(tree, capsys):
    (tree / "README.md").rename(tree / "docs/front.md")
    (tree / "README.md").symlink_to("docs/front.md")
    assert provider("new-cli") == 0
    assert (tree / "README.md").is_symlink()
    assert "new-cli.md" in (tree / "docs/front.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["test", "docs"])
def test_it_does_without_the_folder(tree, capsys, name):
    shutil.rmtree(tree / name)
    assert provider("new-cli") == 0
    said = capsys.readouterr().out
    assert "not offered by this CAO\n" in said
    assert ("\nRun its tests:\n" in said) == (name != "test")
    assert (tree / MODULE).is_file()
    assert not (tree / name).exists()


def test_it_refuses_a_file_that_is_no_text(tree, capsys):
    (tree / ENUM).unlink()
    (tree / ENUM).write_bytes(b"\xff\xfe")
    refused(capsys, tree, 1, rf"{ENUM} is no UTF-8 text", "new-cli")


def test_it_refuses_a_file_that_is_no_python(tree, capsys):
    rewrite(tree / MANAGER, "class ProviderManager", "class class ProviderManager")
    refused(capsys, tree, 1, rf"{MANAGER}.*\n?Hint: ", "new-cli")


# Tables that a release to come may have moved.
MOVED = {
    "mcp-transports": ("agent_plugins/mcp_mapping.py", "PROVIDER_CWD_DELIVERY"),
    "workspace-access": ("cli/commands/launch.py", "PROVIDERS_REQUIRING_WORKSPACE_ACCESS"),
    "manager-class": ("providers/manager.py", "provider_classes"),
}


@pytest.mark.parametrize("point", MOVED)
def test_it_says_what_is_not_where_it_was_expected_and_goes_on_without_it(tree, capsys, point):
    path, name = MOVED[point]
    place = f"src/cli_agent_orchestrator/{path}"
    rewrite(tree / place, name, "MOVED_TABLE")
    message = rf"{place}: .*{name}.*\(point {point}\)\nHint: .*--skip {point} goes on without"
    refused(capsys, tree, 1, message, "new-cli")
    assert provider("new-cli", "--skip", point) == 0
    assert re.search(rf"^  {point} +left out$", capsys.readouterr().out, re.MULTILINE)


def test_it_puts_back_what_a_killed_run_had_replaced(tree, capsys):
    before = files_of(tree)
    journal = tree / ".cao-scaffold-journal"
    journal.mkdir()
    (tree / "README.md").rename(journal / "old0")
    (tree / "README.md").write_bytes(b"new")
    digest = hashlib.sha256(b"new").hexdigest()
    (journal / "entries").write_text(json.dumps([["README.md", True, digest, []]]))
    message = "an earlier run was killed while it wrote .*\nHint: run a command that writes"
    refused(capsys, tree, 1, message, "new-cli", "--dry-run")
    assert provider("new-cli") == 0
    assert (
        capsys.readouterr().err == f"Put back {tree}/README.md, which a killed run had replaced.\n"
    )
    run(["remove", "provider", "new-cli"])
    assert files_of(tree) == before


def test_it_stops_at_a_provider_that_was_written_by_hand(tree, capsys):
    (tree / MODULE).write_text("# Mine.\n", encoding="utf-8")
    message = rf"{MODULE} exists, and cao-scaffold did not write it\nHint: .*--skip module goes on"
    refused(capsys, tree, 1, message, "new-cli")
    assert provider("new-cli", "--skip", "module") == 0
    assert (tree / MODULE).read_text(encoding="utf-8") == "# Mine.\n"
