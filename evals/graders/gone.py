"""The tree is as it was released, and nothing of the provider is left."""

from collections.abc import Iterator
from pathlib import Path

from evals.grading import Check
from evals.trees import find_tree
from tests.real_cao import source_of_cao

_LEFT_OUT = {".git", "node_modules", ".venv", ".cao-scaffold", "__pycache__"}


def checks(workspace: Path, version: str) -> Iterator[Check]:
    """Yield one check for files that are missing or new, and one for those that differ."""
    before, after = _files(source_of_cao(version)), _files(find_tree(workspace).root)
    odd = sorted(set(before) ^ set(after))
    yield Check("the same files", not odd, ", ".join(odd[:10]))
    common = set(before) & set(after)
    changed = sorted(p for p in common if before[p].read_bytes() != after[p].read_bytes())
    yield Check("with the same text", not changed, ", ".join(changed[:10]))


def _files(root: Path) -> dict[str, Path]:
    return {
        path.relative_to(root).as_posix(): path
        for path in root.rglob("*")
        if path.is_file() and not _LEFT_OUT & set(path.relative_to(root).parts)
    }
