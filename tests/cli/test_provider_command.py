"""`cao-scaffold provider`: planned, shown, agreed, applied, and applied again."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cao_scaffold.cli import run
from cao_scaffold.points import POINTS
from tests.providers import files_of, rewrite

pytestmark = pytest.mark.cao

MODULE = "src/cli_agent_orchestrator/providers/new_cli.py"
ENUM = "src/cli_agent_orchestrator/models/provider.py"


def provider(*arguments):
    return run(["provider", *map(str, arguments)])


def provider_json(capsys, *arguments):
    assert provider(*arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys, tree, code, message, *arguments):
    """Assert the exit code, the message and that the tree is as it was."""
    before = files_of(tree)
    assert provider(*arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert re.search(message, said.err), said.err
    assert "Traceback" not in said.err
    assert files_of(tree) == before


def stamps(tree):
    """Return what tells that a file was written or replaced."""
    found = {path: path.lstat() for path in tree.rglob("*") if path.is_file()}
    return {path: (each.st_ino, each.st_mtime_ns, each.st_mode) for path, each in found.items()}


def test_it_adds_a_provider_to_the_tree_around_the_working_directory(tree, capsys, monkeypatch):
    monkeypatch.chdir(tree / "src")
    assert provider("new-cli") == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert re.search(r"\nAdded NewCliProvider at \d\d points, in \d\d files\.\n", said.out)
    assert (tree / MODULE).is_file()
    assert 'NEW_CLI = "new_cli"' in (tree / ENUM).read_text(encoding="utf-8")
    assert "\nNote: not loaded: the tree has no .venv; `uv sync` makes one.\n" in said.out
    assert said.out.endswith(f"remove provider new-cli --repo {tree}\n")


def test_its_output_has_a_line_for_each_point(tree, capsys):
    provider("new-cli")
    lines = capsys.readouterr().out.split("\n")[: len(POINTS)]
    assert [line.split()[0] for line in lines] == [point.name for point in POINTS]


def test_it_has_nothing_to_do_the_second_time(tree, capsys):
    provider("new-cli")
    before = stamps(tree)
    capsys.readouterr()
    assert provider("NewCLI") == 0
    assert "\nNothing to do: " in capsys.readouterr().out
    assert stamps(tree) == before


def test_it_writes_nothing_in_a_dry_run(tree, capsys):
    before = stamps(tree)
    assert provider("new-cli", "--dry-run") == 0
    assert stamps(tree) == before


def test_its_dry_run_gives_each_point_its_reason_and_its_patch(tree, capsys):
    provider("new-cli", "--dry-run")
    said = capsys.readouterr().out
    shown = re.findall(r"^# ([\w-]+): (.*)\n# Without it: (.*)\ndiff --git ", said, re.MULTILINE)
    titled = [(point.name, point.title, point.reason) for point in POINTS]
    assert shown == [each for each in titled if each in shown]
    unchanged = said.partition("# Nothing is changed here:\n")[2]
    left = [point.name for point in POINTS if point.name not in dict.fromkeys(s[0] for s in shown)]
    assert re.findall(r"^  ([\w-]+)  ", unchanged, re.MULTILINE) == left
    assert "\n  install-policy    not needed by this provider\n" in unchanged


def test_its_plan_is_one_document(tree, capsys):
    document = provider_json(capsys, "new-cli")
    assert document["schema"] == 1
    assert document["written"] is False
    assert document["provider"] == "new_cli"
    assert document["root"] == str(tree)
    assert [point["point"] for point in document["points"]] == [point.name for point in POINTS]
    assert {"path": MODULE, "change": "create"} in document["files"]
    assert {"path": ENUM, "change": "edit"} in document["files"]
    assert document["answers"]["command"] == ["new-cli"]
    assert document["next"][0]["title"].startswith("Edit its patterns")


def test_its_plan_is_what_it_then_writes(tree, capsys):
    before = files_of(tree)
    document = provider_json(capsys, "new-cli")
    assert files_of(tree) == before
    assert provider("new-cli", "--apply", document["hash"]) == 0
    added = files_of(tree)
    changed = {path for path in added if added[path] != before.get(path)}
    assert {file["path"] for file in document["files"]} == changed
    run(["remove", "provider", "new-cli"])
    subprocess.run(["git", "apply", "-"], cwd=tree, input=document["diff"].encode(), check=True)
    assert files_of(tree) == added


def test_its_plan_has_the_same_hash_each_time(tree, capsys):
    planned = provider_json(capsys, "new-cli")["hash"]
    assert provider("new-cli", "--dry-run") == 0
    assert capsys.readouterr().out.endswith(f"\n# Plan {planned}\n")


def test_it_writes_no_plan_but_the_one_that_was_agreed(tree, capsys):
    agreed = provider_json(capsys, "new-cli")["hash"]
    message = "this is another plan: its hash is [0-9a-f]{64}; nothing was written\nHint: .*--json"
    refused(capsys, tree, 1, message, "new-cli", "--apply", "0" * 64)
    refused(capsys, tree, 1, message, "new-cli", "--apply", agreed, "--term", "xterm")
    rewrite(tree / ENUM, "class ProviderType", "# Changed since.\n\n\nclass ProviderType")
    refused(capsys, tree, 1, message, "new-cli", "--apply", agreed)


def test_it_says_as_json_that_it_wrote_the_plan(tree, capsys):
    agreed = provider_json(capsys, "new-cli")["hash"]
    document = provider_json(capsys, "new-cli", "--apply", agreed)
    assert document["written"] is True
    assert (tree / MODULE).is_file()


def test_it_shows_or_applies_a_plan_not_both(tree, capsys):
    message = "--dry-run and --apply exclude each other"
    refused(capsys, tree, 2, message, "new-cli", "--dry-run", "--apply", "0")


def test_it_goes_to_the_points_that_are_chosen(tree, capsys):
    document = provider_json(capsys, "new-cli", "--only", "module", "--only", "enum-member")
    assert [file["path"] for file in document["files"]] == [
        ENUM,
        MODULE,
        ".cao-scaffold/.gitignore",
        ".cao-scaffold/new_cli.toml",
    ]


def test_it_leaves_out_the_points_that_are_skipped(tree, capsys):
    document = provider_json(capsys, "new-cli", "--skip", "readme", "--skip", "page")
    left = [each["point"] for each in document["points"] if each["standing"] == "left out"]
    assert left == ["page", "readme"]
    assert not {"README.md", "docs/new-cli.md"} & {file["path"] for file in document["files"]}


def test_it_knows_no_other_points(tree, capsys):
    for option in ("--only", "--skip"):
        message = r"no point is called 'enum'\nHint: one of enum-member, module, "
        refused(capsys, tree, 2, message, "new-cli", option, "enum")


@pytest.mark.parametrize("more", [["--term", "xterm"], ["--skip", "readme"]])
def test_it_changes_no_provider_that_is_there(tree, capsys, more):
    provider("new-cli")
    capsys.readouterr()
    message = r"new_cli was added with other .*\nHint: cao-scaffold remove provider new_cli, then"
    refused(capsys, tree, 1, message, "new-cli", *more)


def test_it_repeats_what_its_record_says(tree, capsys):
    provider("new-cli", "--command", "new 'cli'", "--term", "xterm", "--no-skills")
    record = shutil.copy(".cao-scaffold/new_cli.toml", "kept.toml")
    run(["remove", "provider", "new-cli"])
    capsys.readouterr()
    answers = provider_json(capsys, "new-cli", "--answers", record)["answers"]
    assert answers["command"] == ["new", "cli"]
    assert (answers["term"], answers["skills"]) == ("xterm", False)


def test_its_record_is_hidden_from_git(tree):
    provider("new-cli")
    subprocess.run(["git", "init", "--quiet"], check=True)
    said = subprocess.run(
        ["git", "status", "--porcelain", ".cao-scaffold"], capture_output=True, check=True
    )
    assert said.stdout == b""


def test_it_refuses_to_guess_a_name(tree, capsys):
    refused(capsys, tree, 2, "NAME is missing\nHint: cao-scaffold provider NAME", "--defaults")


TAKEN = ("codex", "Codex", "kimi-cli", "kimi_cli", "KimiCLI", "kimicli", "Claude-Code", "mcode")


@pytest.mark.parametrize("name", TAKEN)
def test_it_adds_no_provider_that_the_tree_has(tree, capsys, name):
    refused(capsys, tree, 2, r"this CAO has the provider \w+ \(.*\) already\nHint: ", name)


def test_it_refuses_a_name_with_a_digit_and_says_what_breaks(tree, capsys):
    refused(capsys, tree, 2, "holds a digit: a test of CAO reads.*\nHint: spell", "gpt4")


def test_it_verifies_in_the_trees_own_environment_or_says_why_not(tree, capsys):
    message = "no Python at hand that has what .* needs\nHint: uv sync --directory"
    refused(capsys, tree, 1, message, "new-cli", "--verify")
    refused(capsys, tree, 1, "nowhere", "new-cli", "--python", "nowhere/python")
    assert provider("new-cli", "--no-verify") == 0
    assert "\nNote: not verified, as you asked.\n" in capsys.readouterr().out


def test_it_writes_nothing_that_does_not_load(tree, capsys, cao_python):
    manager = tree / "src/cli_agent_orchestrator/providers/manager.py"
    rewrite(manager, "import logging\n", "import logging\n\nimport nowhere_to_be_found\n")
    message = "would not load in .*nowhere_to_be_found.*\nHint: nothing was written; --no-verify"
    refused(capsys, tree, 1, message, "new-cli", "--python", cao_python)


def test_it_says_in_which_python_the_provider_loads(tree, capsys, cao_python):
    assert provider("new-cli", "--python", cao_python) == 0
    assert f"\nNote: it loads in {cao_python}.\n" in capsys.readouterr().out


def test_it_completes_the_names_of_points():
    environment = {
        **os.environ,
        "_CAO_SCAFFOLD_COMPLETE": "bash_complete",
        "COMP_WORDS": "cao-scaffold provider x --skip manager",
        "COMP_CWORD": "4",
    }
    script = Path(sys.executable).with_name("cao-scaffold")
    said = subprocess.run([script], env=environment, capture_output=True, text=True, check=False)
    completed = [line.split(",", 1)[1] for line in said.stdout.splitlines()]
    assert completed == ["manager-import", "manager-class", "manager-branch"]
