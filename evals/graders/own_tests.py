"""The package has tests; they pass, and they fail when the hooks do nothing."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from cao_scaffold.host.environment import NEWEST
from cao_scaffold.host.home import private_home
from evals.grading import Check
from evals.packages import Package, find_package

_IGNORED = shutil.ignore_patterns(".git", ".venv", "__pycache__", "cli-agent-orchestrator")


def checks(workspace: Path) -> Iterator[Check]:
    """Yield two checks: that they pass, and that they notice empty hooks."""
    package = find_package(workspace)
    code, said = _tests(package, package.folder)
    yield Check("its tests pass", code == 0, said[-800:] if code else "")
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "package"
        shutil.copytree(package.folder, copy, ignore=_IGNORED)
        emptied = sum(_empty_hooks(path) for path in copy.rglob("*.py"))
        code, said = _tests(package, copy)
    # 1 is what pytest says of tests that failed; others mean that none were run.
    passed = emptied > 0 and code == 1
    yield Check("they fail when the hooks are emptied", passed, "" if passed else said[-400:])


def _tests(package: Package, folder: Path) -> tuple[int, str]:
    """Run them beside CAO and pytest, with what the package declares for its tests."""
    groups = package.project.get("optional-dependencies", {})
    extra = sorted({str(each) for group in groups.values() for each in group} | {"pytest"})
    python = package.python(NEWEST, *extra)
    paths = [folder, folder / "src"]
    with private_home() as home:
        finished = subprocess.run(
            [python, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
            cwd=folder,
            env=home.environment(
                {
                    "PYTHONPATH": ":".join(map(str, paths)),
                    "PYTHONDONTWRITEBYTECODE": "1",
                }
            ),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
        )
    ran = re.search(r"\b[1-9]\d* (?:passed|failed)", finished.stdout)
    return (finished.returncode if ran or finished.returncode else 5), finished.stdout


def _empty_hooks(path: Path) -> int:
    """Let every hook of a file do nothing; return how many there were."""
    text = path.read_text(encoding="utf-8")
    module = ast.parse(text)
    hooks = [node for node in ast.walk(module) if _is_hook(node)]
    for node in hooks:
        assert isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)
        node.body = [ast.Pass()]
    if hooks:
        path.write_text(ast.unparse(module), encoding="utf-8")
    return len(hooks)


def _is_hook(node: ast.AST) -> bool:
    return isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef) and any(
        isinstance(each, ast.Call) and ast.unparse(each.func).endswith("hook")
        for each in node.decorator_list
    )
