"""The robotics example's lists are CAO's; its own test of that needs a physics engine."""

import ast
import re
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from cao_scaffold.provider.answers import Provider
from tests.matrix.test_own_suite import CHOICES
from tests.providers import add
from tests.real_cao import tree_of_cao

_EXAMPLE = "examples/robotics/cross-zone-transport/demo.py"
_PACKAGE = "src/cli_agent_orchestrator"

pytestmark = pytest.mark.cao


def names_in(tree: Path, path: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, (tree / path).read_text(encoding="utf-8"), re.MULTILINE))


def listed(tree: Path, name: str) -> set[str]:
    """Return the strings of the example's set `name`."""
    module = ast.parse((tree / _EXAMPLE).read_text(encoding="utf-8"))
    (value,) = [
        node.value
        for node in module.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    ]
    return {part.value for part in ast.walk(value) if isinstance(part, ast.Constant)}  # type: ignore[misc]


@pytest.mark.parametrize("provider", CHOICES.values(), ids=CHOICES)
def test_they_are_those_of_the_enum_and_of_the_enforcement(
    provider: Provider, tmp_path: Path
) -> None:
    tree = tree_of_cao(NEWEST, tmp_path / "tree")
    add(tree, provider, only=("enum-member", "enforcement", "robotics-example"))
    enum = names_in(tree, f"{_PACKAGE}/models/provider.py", r'^\s+[A-Z_]+ = "([a-z_]+)"$')
    native = names_in(tree, f"{_PACKAGE}/utils/enforcement.py", r'^\s+"([a-z_]+)": NATIVE')
    assert listed(tree, "CAO_PROVIDERS") == enum - {"mock_cli"}
    assert listed(tree, "NATIVE_ENFORCEMENT") == native
    assert ("new_cli" in native) == (provider.enforcement in ("native", "install"))
