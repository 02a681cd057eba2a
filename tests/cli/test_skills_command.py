"""`cao-scaffold skills`: show, install, update, look after and take back."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cao_scaffold.cli import run
from cao_scaffold.skill.agents import AGENTS
from cao_scaffold.skill.document import find_skill, shipped_skills
from tests.providers import files_of
from tests.real_cao import environment_with_cao

NAMES = [skill.name for skill in shipped_skills()]
WHOLE = dict(find_skill("cao-plugin").files)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """An empty repository, with a HOME beside it."""
    home, folder = tmp_path / "home", tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    home.mkdir()
    for variable in ("CLAUDE_CONFIG_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "CAO_HOME_DIR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(folder)
    return folder


def installed(folder: Path) -> dict[str, bytes]:
    place = folder / "cao-plugin"
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("agent", AGENTS, ids=lambda agent: agent.name)
@pytest.mark.parametrize("scope", ["project", "user"])
def test_it_brings_them_to_where_an_agent_looks_and_takes_them_back(project, agent, scope):
    before = files_of(project.parent)
    words = ["--agent", agent.name, "--scope", scope]
    folder = agent.folder(scope, project, os.environ)
    assert folder.is_relative_to(project if scope == "project" else project.parent / "home")

    assert run(["skills", "install", *words]) == 0
    assert installed(folder) == WHOLE
    assert run(["skills", "remove", *words]) == 0
    assert files_of(project.parent) == before
    assert not folder.exists()


def test_an_agents_own_variable_wins(project, monkeypatch):
    monkeypatch.setenv("CLAUDE_CONFIG_DIR", str(project.parent / "home" / "claude"))
    run(["skills", "install", "--agent", "claude-code", "--scope", "user"])
    assert installed(project.parent / "home" / "claude" / "skills") == WHOLE


def test_it_finds_the_agents_of_a_project_and_writes_a_shared_folder_once(project, capsys):
    (project / ".codex").mkdir()
    (project / ".cursor").mkdir()
    assert run(["skills", "install", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    paths = [step["path"] for step in document["steps"]]
    assert paths == [str(project / ".agents" / "skills" / name) for name in NAMES]
    run(["skills", "status", "--json"])
    document = json.loads(capsys.readouterr().out)
    assert [each["agents"] for each in document["installed"]] == [["codex", "cursor"]] * 2


def test_without_any_agent_it_asks_for_one(project, capsys):
    assert run(["skills", "install"]) == 2
    assert "--agent claude-code" in capsys.readouterr().err


def test_the_same_again_has_nothing_to_do(project, capsys):
    words = ["skills", "install", "--agent", "claude-code"]
    run(words)
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    capsys.readouterr()
    assert run(words) == 0
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before
    assert capsys.readouterr().out.count("up to date:") == 2


def test_a_dry_run_shows_and_writes_nothing(project, capsys):
    before = files_of(project)
    assert run(["skills", "install", "--agent", "codex", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "+++ b/.agents/skills/cao-plugin/SKILL.md" in said
    assert "would write" in said
    assert files_of(project) == before


def test_what_it_did_not_write_is_left_alone(project, capsys):
    own = project / ".claude" / "skills" / "cao-plugin" / "SKILL.md"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    before = files_of(project)
    assert run(["skills", "install", "--agent", "claude-code", "--force"]) == 1
    assert "mv " in capsys.readouterr().err
    assert run(["skills", "remove", "--agent", "claude-code"]) == 0
    assert files_of(project) == before


def test_an_edited_file_is_kept_until_it_is_forced(project, capsys):
    words = ["skills", "install", "--agent", "claude-code"]
    run(words)
    page = project / ".claude" / "skills" / "cao-plugin" / "references" / "hooks.md"
    page.write_text("edited")
    assert run(["skills", "status", "--check"]) == 1
    assert "edited by hand: references/hooks.md" in capsys.readouterr().out
    assert run(words) == 0
    assert page.read_text() == "edited"
    assert run([*words, "--force"]) == 0
    assert installed(project / ".claude" / "skills") == WHOLE


def test_an_edited_file_outlives_a_removal(project):
    run(["skills", "install", "--agent", "claude-code"])
    page = project / ".claude" / "skills" / "cao-plugin" / "SKILL.md"
    page.write_text("edited")
    assert run(["skills", "remove"]) == 0
    assert [path for path in project.rglob("*") if path.is_file()] == [page]


def test_an_old_copy_is_brought_up_to_date(project, capsys):
    words = ["skills", "install", "--agent", "claude-code"]
    run(words)
    record = project / ".cao-scaffold-skills.toml"
    page = project / ".claude" / "skills" / "cao-plugin" / "SKILL.md"
    text = record.read_text()
    from cao_scaffold.skill.record import digest

    page.write_text("as an older release had it")
    record.write_text(text.replace(digest(WHOLE["SKILL.md"]), digest(page.read_bytes())))
    assert run(["skills", "status", "--check"]) == 1
    assert "outdated" in capsys.readouterr().out
    assert run(words) == 0
    assert installed(project / ".claude" / "skills") == WHOLE
    assert run(["skills", "status", "--check"]) == 0


def test_a_link_stays_a_link(project):
    words = ["skills", "install", "--agent", "kiro"]
    assert run([*words, "--link"]) == 0
    place = project / ".kiro" / "skills" / "cao-plugin"
    assert place.resolve() == find_skill("cao-plugin").folder
    assert run(words) == 0
    assert place.is_symlink()
    assert run([*words, "--copy"]) == 1
    place.unlink()
    assert run(["skills", "status", "--check"]) == 1
    assert run(words) == 0
    assert place.is_symlink()
    assert run(["skills", "remove"]) == 0
    assert not place.is_symlink()
    assert find_skill("cao-plugin").folder.is_dir()


def test_a_copy_of_the_users_shadows_the_projects(project, capsys):
    run(["skills", "install", "--agent", "claude-code"])
    run(["skills", "install", "--agent", "claude-code", "--scope", "user"])
    capsys.readouterr()
    assert run(["skills", "status", "--check"]) == 1
    assert "shadowed by" in capsys.readouterr().out


def test_a_folder_can_be_named(project, tmp_path):
    folder = tmp_path / "elsewhere"
    assert run(["skills", "install", "cao-plugin", "--dir", str(folder)]) == 0
    assert installed(folder) == WHOLE
    assert run(["skills", "status", "--dir", str(folder), "--check"]) == 0
    assert run(["skills", "remove", "--dir", str(folder)]) == 0
    assert not (folder / "cao-plugin").exists()


def test_it_prints_any_part(project, capsysbinary):
    assert run(["skills", "show", "cao-plugin", "hooks"]) == 0
    assert capsysbinary.readouterr().out == WHOLE["references/hooks.md"]
    assert run(["skills", "show", "cao-plugin"]) == 0
    assert capsysbinary.readouterr().out == WHOLE["SKILL.md"]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["show", "cao-plugn"], "did you mean cao-plugin?"),
        (["show", "cao-plugin", "hoks"], "did you mean hooks?"),
        (["install", "--agent", "claude"], "did you mean claude-code?"),
    ],
)
def test_a_wrong_name_is_answered_with_the_right_ones(project, capsys, words, hint):
    assert run(["skills", *words]) == 2
    assert hint in capsys.readouterr().err


def test_a_foreign_skill_is_held_to_the_specification_only(project, capsys):
    place = project / "other"
    place.mkdir()
    (place / "SKILL.md").write_text("---\nname: wrong\ndescription: What and when.\n---\n# Other\n")
    assert run(["skills", "validate", str(place)]) == 1
    assert "other/SKILL.md: name 'wrong' is not that of its folder" in capsys.readouterr().out


@pytest.mark.cao
def test_caos_own_skills_are_replaced_only_when_it_is_asked(project, monkeypatch, capsys):
    python = environment_with_cao()
    monkeypatch.setenv("PATH", f"{python.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("VIRTUAL_ENV", str(python.parent.parent))
    store = project.parent / "home" / ".aws" / "cli-agent-orchestrator" / "skills"
    subprocess.run([python.parent / "cao", "init"], check=True, capture_output=True)
    upstream = installed(store)

    assert run(["skills", "install", "--agent", "cao"]) == 1
    assert "--force" in capsys.readouterr().err
    assert installed(store) == upstream
    assert run(["skills", "install", "--agent", "cao", "--force"]) == 0
    assert installed(store) == WHOLE
    assert run(["skills", "status", "--check"]) == 0
    assert run(["skills", "remove", "--agent", "cao"]) == 0
    assert not (store / "cao-plugin").exists()
    subprocess.run([python.parent / "cao", "init"], check=True, capture_output=True)
    assert installed(store) == upstream


def test_a_kill_leaves_all_or_nothing_after_the_next_run(project):
    words = [sys.executable, "-m", "cao_scaffold", "skills", "install", "--agent", "claude-code"]
    chance = random.Random(4)
    for _ in range(12):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.02, 0.35))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert run(["skills", "install", "--agent", "claude-code"]) == 0
        assert installed(project / ".claude" / "skills") == WHOLE
        assert run(["skills", "remove"]) == 0
        assert [path for path in project.rglob("*") if path.is_file()] == []
