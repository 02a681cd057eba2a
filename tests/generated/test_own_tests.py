"""A package's own tests pass, reach nearly every line, and miss each hook that does nothing."""

import ast
import json
import shutil
from pathlib import Path

import pytest

from cao_scaffold.host.home import Home
from cao_scaffold.host.process import Finished, run
from tests.generated.conftest import Generate
from tests.generated.variants import ALL_EVENTS, DEFAULTS, ONE_EVENT, VARIANTS, Variant

pytestmark = pytest.mark.cao

LEAST_COVERAGE = 95  # per cent of the lines of each module


def python(package: Path, home: Home, python: Path, *arguments: str | Path) -> Finished:
    """Run Python in a package, as somebody does who has it open."""
    environment = home.environment({"PYTHONDONTWRITEBYTECODE": "1"})
    return run([python, *arguments], environment=environment, folder=package)


@pytest.mark.parametrize(
    "variant", [v for v in VARIANTS if v not in DEFAULTS], ids=lambda variant: variant.name
)
def test_they_pass(generate: Generate, variant: Variant, home: Home, package_python: Path) -> None:
    command = [package_python.with_name("pytest"), "-q", "-W", "error"]
    ended = run(command, environment=home.environment(), folder=generate(variant))
    assert ended.code == 0, ended.output + ended.errors
    assert "skipped" not in ended.output


@pytest.mark.parametrize("variant", DEFAULTS, ids=lambda variant: variant.name)
def test_they_pass_and_reach_nearly_every_line(
    generate: Generate, variant: Variant, home: Home, package_python: Path, tmp_path: Path
) -> None:
    package, data, report = generate(variant), tmp_path / "data", tmp_path / "report.json"
    measured = (f"--data-file={data}", f"--source={variant.module}")
    ended = python(
        package, home, package_python, "-m", "coverage", "run", *measured, "-m", "pytest", "-q"
    )
    assert ended.code == 0, ended.output + ended.errors
    written = f"--data-file={data}"
    python(package, home, package_python, "-m", "coverage", "json", written, "-o", report)
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    percents = {name: file["summary"]["percent_covered"] for name, file in files.items()}
    assert percents
    assert {name: n for name, n in percents.items() if n < LEAST_COVERAGE} == {}


def hooks(source: str) -> list[str]:
    """Return the names of the methods that are decorated with `@hook(...)`."""
    return [node.name for node in ast.walk(ast.parse(source)) if _is_hook(node)]


def emptied(source: str, name: str) -> str:
    """Return `source` with nothing in the body of the hook `name`."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if _is_hook(node) and node.name == name:
            node.body = [ast.Pass()]
    return ast.unparse(tree)


def _is_hook(node: ast.AST) -> bool:
    return isinstance(node, ast.AsyncFunctionDef) and any(
        isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "hook"
        for decorator in node.decorator_list
    )


@pytest.mark.parametrize(
    "variant", [DEFAULTS[2], *ALL_EVENTS, ONE_EVENT[3]], ids=lambda variant: variant.name
)
def test_they_fail_when_a_hook_does_nothing(
    generate: Generate, variant: Variant, home: Home, package_python: Path, tmp_path: Path
) -> None:
    package = shutil.copytree(generate(variant), tmp_path / "mutant")
    module = package / variant.module / "plugin.py"
    source = module.read_text(encoding="utf-8")
    assert hooks(source)
    survivors = []
    for name in hooks(source):
        module.write_text(emptied(source, name), encoding="utf-8")
        ended = python(
            package, home, package_python, "-m", "pytest", "-x", "-q", "tests/test_plugin.py"
        )
        if ended.code != 1:
            survivors.append((name, ended.output))
    assert survivors == []
