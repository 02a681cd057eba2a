"""CAO's own tests that know of providers pass as they did before."""

import ast
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.grading import Check
from evals.trees import find_tree
from tests.cao_suite import newly_failing, ten_files
from tests.real_cao import development_python, tree_of_cao


def checks(workspace: Path, version: str) -> Iterator[Check]:
    """Yield one check: none fails that passes in an untouched tree."""
    tree = find_tree(workspace).root
    with TemporaryDirectory() as folder:
        untouched = tree_of_cao(version, Path(folder) / "untouched")
        present = tuple(path for path in ten_files(untouched))
        gone = [path for path in present if not (tree / path).exists()]
        left = [path for path in ten_files(tree) if (tree / path).exists()]
        failing = newly_failing(tree, untouched, development_python(version), left)
        before = {name for path in present for name in _tests(untouched, path)}
    gone += sorted(before - {name for path in left for name in _tests(tree, path)})
    yield Check("no test of CAO's is gone", not gone, ", ".join(gone)[:800])
    yield Check("none newly fails", not failing, ", ".join(sorted(failing))[:800])


def _tests(tree: Path, path: str) -> set[str]:
    """Return the test functions of a file by name; what they hold to is not compared."""
    module = ast.parse((tree / path).read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = (node for node in ast.walk(module) if isinstance(node, functions))
    return {f"{path}::{node.name}" for node in nodes if node.name.startswith("test")}
