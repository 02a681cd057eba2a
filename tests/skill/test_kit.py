"""The kit as others take it: tokens, manifests, the validators of others, and a built wheel."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import tomlkit
from rs_bpe.bpe import openai
from uv import find_uv_bin

from cao_scaffold.host.home import private_home
from tests.real_cao import environment_with_cao

ROOT = Path(__file__).parent.parent.parent
SKILLS = sorted((ROOT / "skills").iterdir())
PAGES = sorted((ROOT / "skills").rglob("*.md"))
PROJECT = tomlkit.parse((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_it_costs_an_agent_few_tokens(page: Path) -> None:
    tokens = len(openai.cl100k_base().encode(page.read_text(encoding="utf-8")))
    assert tokens < (1200 if page.name == "SKILL.md" else 1800)


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.name)
def test_the_reference_validator_takes_it(skill: Path) -> None:
    command = [str(Path(sys.executable).parent / "agentskills"), "validate", str(skill)]
    subprocess.run(command, check=True)


@pytest.mark.cao
def test_cao_takes_the_agent_plugin() -> None:
    cao = environment_with_cao().parent / "cao"
    with private_home() as home:
        finished = subprocess.run(
            [cao, "plugin", "validate", str(ROOT), "--json"],
            env=home.environment({"CAO_AGENT_PLUGINS_ENABLED": "1"}),
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert finished.returncode == 0, finished.stdout
    assert all(skill.name in finished.stdout for skill in SKILLS)


def test_the_manifests_say_what_the_project_says() -> None:
    agent_plugin = json.loads((ROOT / "plugin.json").read_text(encoding="utf-8"))
    folder = ROOT / ".claude-plugin"
    claude = json.loads((folder / "plugin.json").read_text(encoding="utf-8"))
    market = json.loads((folder / "marketplace.json").read_text(encoding="utf-8"))
    for manifest in (agent_plugin, claude, market["plugins"][0]):
        assert manifest["name"] == PROJECT["name"]
        assert manifest["version"] == PROJECT["version"]
        assert manifest["description"] == PROJECT["description"]
    for manifest in (agent_plugin, claude):
        assert manifest["license"] == PROJECT["license"]
        assert manifest["keywords"] == PROJECT["keywords"]
    schema = "https://agent-plugins.org/schemas/1.0.0/plugin.schema.json"
    assert agent_plugin["$schema"] == schema


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.name)
def test_a_skill_has_the_projects_version(skill: Path) -> None:
    assert f'version: "{PROJECT["version"]}"' in (skill / "SKILL.md").read_text(encoding="utf-8")


def test_library_skills_finds_them_in_an_installed_wheel(tmp_path: Path) -> None:
    uv = find_uv_bin()
    run = {"check": True, "capture_output": True, "text": True}
    subprocess.run([uv, "build", "--quiet", "--wheel", "-o", str(tmp_path), str(ROOT)], **run)
    environment = tmp_path / "project" / ".venv"
    subprocess.run([uv, "venv", "--quiet", "-p", sys.executable, str(environment)], **run)
    wheel = str(next(tmp_path.glob("*.whl")))
    python = str(environment / "bin" / "python")
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, wheel], **run)
    listed = subprocess.run(
        [uv, "tool", "run", "--quiet", "library-skills", "list"],
        cwd=environment.parent,
        **run,
    ).stdout
    assert all(skill.name in listed for skill in SKILLS), listed
