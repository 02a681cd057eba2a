"""Each grader passes a reference solution, and fails at least three mutants of it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cao_scaffold.host.environment import NEWEST
from evals.graders import GRADERS
from evals.grading import Grade, grade
from evals.tasks import CHECKOUT, find_tasks
from tests.claims.documents import Document
from tests.evals.conftest import Solved
from tests.real_cao import source_of_cao

pytestmark = pytest.mark.cao

PLUGIN = "cao_audit/plugin.py"
TESTS = "tests/test_plugin.py"
PROJECT = "pyproject.toml"
MODULE = f"{CHECKOUT}/src/cli_agent_orchestrator/providers/line_agent.py"
MANAGER = f"{CHECKOUT}/src/cli_agent_orchestrator/providers/manager.py"
ENUM = f"{CHECKOUT}/src/cli_agent_orchestrator/models/provider.py"
ENFORCEMENT = f"{CHECKOUT}/src/cli_agent_orchestrator/utils/enforcement.py"
DELIVERY = f"{CHECKOUT}/test/test_enforcement_tables.py"
API = f"{CHECKOUT}/src/cli_agent_orchestrator/api/main.py"
OWN_LINES = '(?m)^.*"line_agent".*\n'
PUT = "self._waiting.put(json.dumps(said))"


class Mutant(NamedTuple):
    """One flaw: in the file `path`, `old` (a pattern) becomes `new`."""

    grader: str
    task: str
    path: str
    old: str
    new: str


MUTANTS = (
    Mutant("loads", "audit-file", PROJECT, "cao.plugins", "cao.plugin"),
    Mutant("loads", "audit-file", PROJECT, ":AuditPlugin", ":Path"),
    Mutant("loads", "audit-file", PLUGIN, "async def setup", "def setup"),
    Mutant("loads", "audit-file", PLUGIN, "import queue", "import nothing_such"),
    Mutant("own_tests", "audit-file", PROJECT, "-p no:libtmux", "-p no:nothing"),
    Mutant("own_tests", "audit-file", TESTS, "(?s)    \\(line,\\) = .*?\n\n\n", "\n\n"),
    Mutant("own_tests", "audit-file", TESTS, '"text": "hi"', '"text": "ho"'),
    Mutant("own_tests", "audit-file", TESTS, "async def test_", "async def not_"),
    Mutant("arrives", "audit-file", PLUGIN, re.escape(PUT), "pass"),
    Mutant("arrives", "audit-file", PLUGIN, re.escape(PUT), f"{PUT}\n        {PUT}"),
    Mutant("arrives", "audit-file", PLUGIN, "event.message", "event.message[:20]"),
    Mutant("arrives", "audit-file", PLUGIN, "write\\(line", "write(line[:40]"),
    Mutant("quick", "audit-file", PLUGIN, re.escape(PUT), "__import__('time').sleep(0.2)"),
    Mutant("quick", "audit-file", PLUGIN, re.escape(PUT), "raise SystemExit"),
    Mutant("quick", "audit-file", PLUGIN, "_DRAIN_SECONDS\\)", "__import__('time').sleep(16))"),
    Mutant("checks", "audit-file", PLUGIN, "async def on_message", "def on_message"),
    Mutant("checks", "audit-file", PLUGIN, '"post_send_message"', '"post_send_mesage"'),
    Mutant("checks", "audit-file", "env.template", "AUDIT_FILE", "AUDIT"),
    Mutant("drives", "line-mode", MODULE, "\\^one moment", "^one hour"),
    Mutant("drives", "line-mode", MODULE, 'return "/quit"', 'return "/leave"'),
    Mutant("drives", "line-mode", MODULE, "len\\(rows\\) - 1, -1, -1", "len(rows)"),
    Mutant("registered", "mend-quoting", MANAGER, "(?m)^from .*LineAgentProvider$", ""),
    Mutant("registered", "mend-quoting", ENFORCEMENT, OWN_LINES, ""),
    Mutant("registered", "mend-quoting", API, OWN_LINES, ""),
    Mutant("provider_checks", "mend-quoting", MODULE, "await wait_for_shell", "wait_for_shell"),
    Mutant("provider_checks", "mend-quoting", MODULE, "shlex.join\\(words\\)", '" ".join(words)'),
    Mutant("provider_checks", "mend-quoting", MODULE, "skill_prompt: ", "skills: "),
    Mutant("cao_tests", "mend-quoting", ENFORCEMENT, OWN_LINES, ""),
    Mutant("cao_tests", "mend-quoting", ENUM, '"line_agent"', '"line-agent"'),
    Mutant("cao_tests", "mend-quoting", MANAGER, "(?m)^from .*LineAgentProvider\n", ""),
    Mutant("cao_tests", "mend-quoting", DELIVERY, "def test_", "def not_"),
    Mutant("gone", "remove-provider", ENUM, "OMP = ", 'LINE_AGENT = "line_agent"\n    OMP = '),
    Mutant("gone", "remove-provider", f"{CHECKOUT}/README.md", "Kiro", "Line Agent, Kiro"),
    Mutant("gone", "remove-provider", f"{CHECKOUT}/CHANGELOG.md", "(?s)\\A.*", ""),
)  # fmt: skip


def judged(name: str, workspace: Path, task: str) -> Grade:
    """Return what the grader says of a workspace, with the task's own options."""
    (one,) = find_tasks(task=task)
    options = dict(next(each for each in one.graders if each["name"] == name))
    del options["name"]
    if name == "loads":
        options["releases"] = NEWEST
    return grade(name, GRADERS[name](workspace, **options))


REFERENCES = sorted({(mutant.grader, mutant.task) for mutant in MUTANTS})


@pytest.mark.parametrize(("name", "task"), REFERENCES)
def test_a_reference_solution_passes(
    name: str, task: str, references: Callable[[str], Path]
) -> None:
    grade = judged(name, references(task), task)
    assert grade.passed, grade.document()


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: f"{m.grader}-{m.old[:20]}")
def test_a_mutant_fails(mutant: Mutant, solved: Solved) -> None:
    workspace = solved(mutant.task)
    path = workspace / mutant.path
    text = path.read_text(encoding="utf-8")
    changed = re.sub(mutant.old, lambda _: mutant.new, text)
    assert changed != text, "the mutant changes nothing"
    path.unlink()
    path.write_text(changed, encoding="utf-8")

    grade = judged(mutant.grader, workspace, mutant.task)

    assert not grade.passed
    assert grade.score < 1


def test_every_grader_has_three_mutants() -> None:
    counts = {name: sum(m.grader == name for m in MUTANTS) for name in GRADERS}
    assert {name: count for name, count in counts.items() if count < 3} == {}


@pytest.mark.parametrize("name", ["drives", "provider_checks"])
def test_upstreams_template_fails(name: str, solved: Solved) -> None:
    root = source_of_cao()
    page = Document.read(root / "skills/cao-provider/references/provider-template.md", root)
    template = max((block.text for block in page.blocks), key=len)
    workspace = solved("line-mode")
    module = workspace / MODULE
    module.unlink()
    module.write_text(template.replace("NewCli", "LineAgent"), encoding="utf-8")
    assert not judged(name, workspace, "line-mode").passed


def test_an_empty_workspace_is_no_solution(tmp_path: Path) -> None:
    shutil.copytree(source_of_cao() / "src", tmp_path / CHECKOUT / "src")
    for name in ("loads", "own_tests", "arrives", "quick", "checks"):
        assert not grade(name, GRADERS[name](tmp_path / "nothing")).passed
    for name in ("registered",):
        assert not grade(name, GRADERS[name](tmp_path, provider="line_agent")).passed
