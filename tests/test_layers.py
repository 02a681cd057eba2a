"""The direction of imports: who may know whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "cao_scaffold"
BELOW = {"edit", "host", "receivers", "names", "events", "provider"}
FEATURES = {"template", "points", "checks", "trial", "skill"}
MAY_IMPORT = {
    "cli": {"cli", "report"} | FEATURES | BELOW,
    "report": {"report"} | FEATURES | BELOW,
    **{feature: {feature} | BELOW for feature in FEATURES},
    **dict.fromkeys(BELOW, BELOW),
    "bundle": set(),
    "errors": set(),
}
EVERYBODY = {"errors", "bundle"}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.stem)
def test_a_module_imports_only_what_is_below_it(path: Path) -> None:
    layer = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "cao_scaffold" and layer in MAY_IMPORT and parts[1] != "__version__":
            assert parts[1] in MAY_IMPORT[layer] | EVERYBODY, name
        assert parts[0] != "click" or layer == "cli", "only the command line knows click"
        assert parts[0] != "cli_agent_orchestrator", "CAO is run, never imported"
