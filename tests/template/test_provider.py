import ast
from dataclasses import replace

import pytest

from cao_scaffold.errors import UsageError
from cao_scaffold.host.facts import Facts
from cao_scaffold.template.provider import provider_files
from tests.generated.providers import (
    BARE,
    DEFAULT,
    EVERYTHING,
    HOSTILE,
    INSTALLED,
    NATIVE_NONE,
    NO_MARK,
    NOTHING,
    PROMPT_ALL,
    SCREEN,
    STARTUP,
    TREE,
    Variant,
)


def module_of(variant: Variant, facts: Facts = EVERYTHING) -> str:
    name = variant.provider.names.module
    files = provider_files(variant.provider, facts, checkout=TREE)
    return files[f"src/cli_agent_orchestrator/providers/{name}.py"].decode("utf-8")


def test_it_writes_a_module_tests_fixtures_and_a_page() -> None:
    assert sorted(provider_files(PROMPT_ALL.provider, EVERYTHING, checkout=TREE)) == [
        "docs/prompt-all.md",
        "src/cli_agent_orchestrator/providers/prompt_all.py",
        "test/providers/fixtures/prompt_all_completed.txt",
        "test/providers/fixtures/prompt_all_error.txt",
        "test/providers/fixtures/prompt_all_idle.txt",
        "test/providers/fixtures/prompt_all_processing.txt",
        "test/providers/fixtures/prompt_all_two_turns.txt",
        "test/providers/fixtures/prompt_all_waiting.txt",
        "test/providers/test_prompt_all_unit.py",
    ]


def test_it_writes_the_module_alone_into_an_installed_cao() -> None:
    files = provider_files(DEFAULT.provider, EVERYTHING, checkout=INSTALLED)
    assert list(files) == ["cli_agent_orchestrator/providers/agent.py"]


def test_it_writes_no_fixture_of_what_the_cli_does_not_draw() -> None:
    files = provider_files(BARE.provider, EVERYTHING, checkout=TREE)
    assert [path for path in files if "waiting" in path or "error" in path] == []


@pytest.mark.parametrize(
    ("fact", "word"),
    [
        ("honors_model", "def honors_model("),
        ("model", "model: Optional[str] = None"),
        ("init_timeout", "self.get_init_timeout(profile)"),
        ("resolve_buffer", "self._resolve_buffer(buffer)"),
        ("native_status_buffer", "self._resolve_native_status(buffer)"),
        ("extraction_error", "OutputExtractionError"),
        ("tool_constraint", "tool_constraint_instruction(self._allowed_tools)"),
        ("plugin_mcp", "_with_plugin_mcp("),
        ("recheck_uses_screen", "status_recheck_uses_screen = True"),
        ("midburst_probe", "def probe_processing_from_screen("),
    ],
)
def test_it_uses_what_the_tree_has_and_nothing_else(fact: str, word: str) -> None:
    variant = Variant("x", {**SCREEN.answers, "screen": "alternate"})
    assert word in module_of(variant, EVERYTHING)
    assert word not in module_of(variant, replace(EVERYTHING, **{fact: False}))
    assert word not in module_of(variant, NOTHING)


@pytest.mark.parametrize(
    ("variant", "word"),
    [
        (DEFAULT, "mcpServers"),
        (DEFAULT, "supports_screen_detection"),
        (DEFAULT, "_STARTUP"),
        (DEFAULT, "TERM="),
        (SCREEN, "paste_enter_count"),
        (NATIVE_NONE, "SECURITY_PROMPT"),
        (NATIVE_NONE, "mkdir"),
        (NO_MARK, "_REPLY"),
        (BARE, "shell_baseline"),
        (BARE, "_allowed_tools"),
        (BARE, "_QUESTION"),
        (BARE, "_apply_skill_prompt"),
    ],
    ids=lambda given: given if isinstance(given, str) else given.name,
)
def test_it_has_no_word_of_what_the_answers_leave_out(variant: Variant, word: str) -> None:
    assert word not in module_of(variant)


def test_it_keeps_answers_data() -> None:
    source = module_of(HOSTILE)
    values = {n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)}
    provider = HOSTILE.provider
    expected = {*provider.command, provider.exit_command, provider.model_flag, "TERM=x y{"}
    assert expected <= values


def test_it_keeps_a_line_break_in_a_word_of_the_command() -> None:
    command = ("new-cli", "two\nlines\t\x1b")
    source = module_of(Variant("x", {"command": command}))
    values = {n.value for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Constant)}
    assert set(command) <= values


def test_it_writes_patterns_as_people_write_them() -> None:
    source = module_of(DEFAULT)
    assert r'_WORKING = re.compile(r"\besc to (?:interrupt|cancel)\b")' in source


def test_it_builds_the_command_without_the_event_loop_and_waits_with_it() -> None:
    functions = {
        node.name: type(node)
        for node in ast.walk(ast.parse(module_of(STARTUP)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert functions["_build_command"] is ast.FunctionDef
    assert functions["get_status"] is ast.FunctionDef
    assert functions["initialize"] is ast.AsyncFunctionDef
    assert functions["_answer_startup_prompts"] is ast.AsyncFunctionDef


def test_it_refuses_patterns_that_contradict_each_other() -> None:
    provider = replace(DEFAULT.provider, echo_pattern="^> ", idle_pattern="^> ready")
    with pytest.raises(UsageError, match="no row is ready"):
        provider_files(provider, EVERYTHING, checkout=TREE)
