"""The classes that join CAO's end-to-end tests use what those files define, and no more."""

import ast
import builtins
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from tests.providers import NEW_CLI, add
from tests.real_cao import WITH_PROVIDERS, tree_of_cao

_FILES = ("handoff", "assign", "send_message", "allowed_tools", "supervisor_orchestration")

pytestmark = pytest.mark.cao
on_each_release = pytest.mark.parametrize(
    "version",
    [
        pytest.param(each, marks=() if each == NEWEST else pytest.mark.matrix)
        for each in WITH_PROVIDERS
    ],
)


def defined(tree: ast.Module) -> dict[str, ast.stmt]:
    """Return what a module defines or imports, by name."""
    found: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.Import | ast.ImportFrom):
            found.update({(alias.asname or alias.name): node for alias in node.names})
        elif isinstance(node, ast.Assign):
            found.update({ast.unparse(target): node for target in node.targets})
    return found


def used(node: ast.AST) -> set[str]:
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return names - set(dir(builtins)) - {"self"}


@on_each_release
def test_each_file_has_one_class_of_names_that_it_defines(version: str, tmp_path: Path) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    add(tree)
    for word in _FILES:
        module = ast.parse((tree / f"test/e2e/test_{word}.py").read_text(encoding="utf-8"))
        names = defined(module)
        (own,) = [node for name, node in names.items() if name.startswith("TestNewCli")]
        assert used(own) <= set(names), word
        for call in (part for part in ast.walk(own) if isinstance(part, ast.Call)):
            runner = names[ast.unparse(call.func)]
            assert isinstance(runner, ast.FunctionDef)
            assert {each.arg for each in call.keywords} == {each.arg for each in runner.args.args}


@on_each_release
def test_the_fixture_asks_for_the_program(version: str, tmp_path: Path) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    add(tree)
    module = ast.parse((tree / "test/e2e/conftest.py").read_text(encoding="utf-8"))
    fixture = defined(module)["require_new_cli"]
    assert used(fixture) <= set(defined(module))
    assert f"_cli_available('{NEW_CLI.binary}')" in ast.unparse(fixture)


def test_a_second_task_is_tested_where_cao_can_run_one(tmp_path: Path) -> None:
    tree = tree_of_cao(NEWEST, tmp_path / "tree")
    path = tree / "test/e2e/test_handoff.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("_run_second_task_same_terminal_test", "_two"), encoding="utf-8")
    add(tree)
    own = path.read_text(encoding="utf-8").partition("class TestNewCliHandoff")[2]
    assert "second_task" not in own
    assert "_run_handoff_test(" in own
