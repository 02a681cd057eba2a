"""Workspaces with the reference solution of a task, made once."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evals.running import lay_out, perform, place
from evals.tasks import find_tasks

Solved = Callable[[str], Path]


@pytest.fixture(scope="session")
def environment() -> Iterator[dict[str, str]]:
    with place() as made:
        yield made


@pytest.fixture(scope="session")
def references(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    made: dict[str, Path] = {}

    def reference(name: str) -> Path:
        if name not in made:
            (task,) = find_tasks(task=name)
            made[name] = tmp_path_factory.mktemp("reference") / "workspace"
            lay_out(task, made[name], environment)
            perform(task.script("reference.sh"), made[name], environment)
        return made[name]

    return reference


@pytest.fixture
def solved(references: Callable[[str], Path], tmp_path: Path) -> Solved:
    """Return a function that copies the solved workspace of a task, to be changed at will."""

    def solve(name: str) -> Path:
        return Path(shutil.copytree(references(name), tmp_path / "workspace", symlinks=True))

    return solve
