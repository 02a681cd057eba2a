"""A provider's own tests pass in CAO's own environment, and fail for a provider that is broken."""

import subprocess
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from tests.cao_suite import run_suite
from tests.generated.providers import PROMPT_ALL, VARIANTS
from tests.providers import add
from tests.real_cao import WITH_PROVIDERS, development_python, tree_of_cao

pytestmark = pytest.mark.cao

VERSIONS = [
    pytest.param(version, marks=() if version == NEWEST else pytest.mark.matrix)
    for version in WITH_PROVIDERS
]
# The points that a provider's own tests depend on.
NEEDED = ("enum-member", "module", "tool-names", "unit-test", "page")
MODULE = "src/cli_agent_orchestrator/providers/prompt_all.py"
TESTS = "test/providers/test_prompt_all_unit.py"


@pytest.mark.parametrize("version", VERSIONS)
def test_they_pass_side_by_side_and_are_clean_under_caos_own_tools(
    version: str, tmp_path: Path
) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    modules, tests = [], []
    for variant in VARIANTS:
        add(tree, variant.provider, only=NEEDED)
        modules.append(f"src/cli_agent_orchestrator/providers/{variant.provider.names.module}.py")
        tests.append(f"test/providers/test_{variant.provider.names.module}_unit.py")
    python = development_python(version)
    run = run_suite(tree, python, tests)
    assert run.failing == {}
    assert run.passed > 25 * len(VARIANTS)
    tool(tree, python, "black", "--check", *modules, *tests)
    tool(tree, python, "isort", "--check-only", *modules, *tests)
    said = tool(tree, python, "mypy", *modules, expected=(0, 1))
    assert [line for line in said.splitlines() if line.startswith(tuple(modules))] == []


def tool(
    tree: Path, python: Path, name: str, *arguments: str, expected: tuple[int, ...] = (0,)
) -> str:
    ended = subprocess.run(
        [python, "-m", name, *arguments], cwd=tree, capture_output=True, text=True, check=False
    )
    assert ended.returncode in expected, ended.stdout + ended.stderr
    return ended.stdout


# What upstream's own template gets wrong.
FLAWS = {
    "nothing is sent": (
        "await asyncio.to_thread(\n            get_backend().send_keys,",
        "await asyncio.to_thread(\n            get_backend().get_history,",
    ),
    "the wait for the shell is not awaited": (
        "if not await wait_for_shell(",
        "if not wait_for_shell(",
    ),
    "the wait for the CLI is not awaited": (
        "if not await wait_until_status(",
        "if not wait_until_status(",
    ),
    "words are joined without quotes": ("shlex.join(words)", '" ".join(words)'),
    "the prompt is part of the line": ('str(self._write("system-prompt.md", prompt))', "prompt"),
    "everybody may read the prompt": ("0o600", "0o644"),
    "deny-all is opened": (
        "if self._allowed_tools is None or",
        "if not self._allowed_tools or",
    ),
    "the requested model is left out": ("self._model or ", ""),
    "the servers do not know their terminal": ('"CAO_TERMINAL_ID": self.terminal_id, ', ""),
}
# What nobody sees in a review.
SLIPS = {
    "native status is left out": ("if native is not None:", "if native is False:"),
    "the oldest mark wins": ("range(len(rows) - 1, -1, -1)", "range(len(rows))"),
    "work is before a question": (
        "if _QUESTION.search(row):",
        "if _QUESTION.search(row) and not any(map(_WORKING.search, rows)):",
    ),
    "an error is the default": (
        "return TerminalStatus.UNKNOWN\n\n    def _status",
        "return TerminalStatus.ERROR\n\n    def _status",
    ),
    "a finished turn is idle": ("return TerminalStatus.COMPLETED", "return TerminalStatus.IDLE"),
    "the end of the CLI is not seen": ("return running == self.shell_baseline", "return False"),
    "the prompt of the shell is the CLI's": ("if row.endswith(self._launching):", "if False:"),
    "indentation is lost": ("row[width:])\n", "row.strip())\n"),
    "an older reply is returned": ("reply = [] if is_asked else reply", "pass"),
    "nothing is removed": ("shutil.rmtree(self._folder", "shutil.rmtree(self._folder / 'x'"),
    "too much is removed": ("shutil.rmtree(self._folder", "shutil.rmtree(self._folder.parent"),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of the newest CAO with one more provider."""
    tree = tree_of_cao(NEWEST, tmp_path_factory.mktemp("tree"))
    add(tree, PROMPT_ALL.provider)
    return tree


@pytest.mark.parametrize(
    "slip", [*FLAWS, *(pytest.param(slip, marks=pytest.mark.matrix) for slip in SLIPS)]
)
def test_they_fail_where(slip: str, tree: Path) -> None:
    right, wrong = {**FLAWS, **SLIPS}[slip]
    module = tree / MODULE
    source = module.read_text(encoding="utf-8")
    assert right in source
    module.write_text(source.replace(right, wrong), encoding="utf-8")
    try:
        assert run_suite(tree, development_python(), ["-x", TESTS]).failing
    finally:
        module.write_text(source, encoding="utf-8")
