"""CAO's own tests that know of providers pass as they did before."""

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
    yield Check("no test of CAO's is gone", not gone, ", ".join(gone))
    yield Check("none newly fails", not failing, ", ".join(sorted(failing))[:800])
