"""The runner: any command line is an agent, and each ends in a verdict."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest

from evals.running import attempt, judge
from evals.tasks import ROOT, SKILLS, find_tasks

pytestmark = pytest.mark.cao
(TASK,) = find_tasks(task="mend-entry-point")
# An agent that does what the reference does.
GOOD = f"BASES={ROOT}/cao-plugin/bases bash {TASK.script('reference.sh')}; echo tokens: 1,234"


def test_there_are_ten_tasks_a_skill() -> None:
    assert {skill: len(find_tasks(skill)) for skill in SKILLS} == dict.fromkeys(SKILLS, 10)


def test_an_agent_that_does_it_passes() -> None:
    outcome = attempt(TASK, GOOD, "ours", tokens=r"tokens: ([\d,]+)")
    assert outcome.passed, [grade.document() for grade in outcome.grades]
    assert outcome.tokens == 1234
    assert outcome.lines == 1
    assert outcome.scaffolded == 0


def test_an_agent_that_does_nothing_fails() -> None:
    outcome = attempt(TASK, "true", "none")
    assert not outcome.passed
    assert 0 < outcome.score < 1
    assert outcome.tokens is None


def test_it_finds_the_skill_where_agents_look_and_the_prompt_whole(tmp_path) -> None:
    agent = f"cp -r .claude .agents {tmp_path}; printf %s {{prompt}} > {tmp_path}/prompt"
    attempt(TASK, agent, "ours")
    for folder in (".claude", ".agents"):
        page = tmp_path / folder / "skills" / "cao-plugin" / "SKILL.md"
        assert page.read_bytes() == (ROOT.parent / "skills/cao-plugin/SKILL.md").read_bytes()
    assert (tmp_path / "prompt").read_text() == TASK.prompt


def test_without_a_skill_there_is_none() -> None:
    outcome = attempt(TASK, "test ! -e .claude && ! command -v cao-scaffold", "none",
                      with_scaffold=False)  # fmt: skip
    assert outcome.code == 0


def test_an_agent_that_hangs_is_ended() -> None:
    outcome = attempt(replace(TASK, minutes=0.02), "sleep 60", "none")
    assert outcome.code is None
    assert outcome.seconds < 20


def test_an_agent_that_crashes_is_judged_by_what_it_left() -> None:
    outcome = attempt(TASK, f"{GOOD}; exit 3", "none")
    assert outcome.code == 3
    assert outcome.passed


def test_a_program_that_an_agent_changed_is_put_back(tmp_path) -> None:
    task = replace(find_tasks(task="trust-prompt")[0], graders=())
    task.write_programs(tmp_path)
    program = tmp_path / "bin" / "shy-agent"
    before = program.read_bytes()
    program.write_text("#!/bin/sh\n")
    assert list(judge(task, tmp_path)) == []
    assert program.read_bytes() == before


def test_a_grader_says_by_its_exit_code_what_it_found(tmp_path) -> None:
    def code(*words: str) -> int:
        command = [sys.executable, "-m", "evals", "grade", *words]
        return subprocess.run(command, capture_output=True, check=False, cwd=ROOT.parent).returncode

    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "x"\n[project.entry-points."cao.plugins"]\nx = "nothing:X"\n'
    )
    (tmp_path / "empty").mkdir()
    assert code("own_tests", str(tmp_path)) == 1
    assert code("own_tests", str(tmp_path / "empty")) == 2
    assert code("no_such_grader", str(tmp_path)) == 2


def test_what_cao_scaffold_wrote_is_counted_apart() -> None:
    (task,) = find_tasks(task="audit-file")
    agent = (
        "cao-scaffold plugin audit --integration blank --defaults; echo x >> cao-audit/README.md"
    )
    outcome = attempt(task, agent, "ours")
    assert outcome.lines <= 3
    assert outcome.scaffolded > 50


def test_the_command_line_reports_a_run() -> None:
    words = ["run", "--agent", GOOD, "--task", "mend-entry-point", "--skill", "none", "--json"]
    finished = subprocess.run(
        [sys.executable, "-m", "evals", *words], capture_output=True, text=True, check=False,
        cwd=ROOT.parent,
    )  # fmt: skip
    (outcome,) = json.loads(finished.stdout)["outcomes"]
    assert outcome["passed"]
    assert set(outcome["graders"]) == {"loads", "own_tests", "arrives", "checks"}
    assert finished.returncode == 0


@pytest.mark.suite
@pytest.mark.parametrize("task", find_tasks(), ids=lambda task: task.id)
def test_each_reference_passes_and_doing_nothing_does_not(task) -> None:
    bases = f"BASES={ROOT}/{task.skill}/bases"
    done = attempt(task, f"{bases} bash -euo pipefail {task.script('reference.sh')}", "none")
    assert done.passed, [grade.document() for grade in done.grades]
    assert not attempt(task, "true", "none").passed
