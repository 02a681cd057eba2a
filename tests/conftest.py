"""What tests of every folder share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from cao_scaffold.host.home import Home, private_home
from tests.real_cao import environment_with_cao, source_of_cao, tree_of_cao


@pytest.fixture(scope="session")
def cao_python() -> Path:
    """The Python of an environment with the newest CAO; not to be changed."""
    return environment_with_cao()


@pytest.fixture(scope="session")
def cao_source() -> Path:
    """The unpacked source distribution of the newest CAO; not to be changed."""
    return source_of_cao()


@pytest.fixture
def home() -> Iterator[Home]:
    """A private home for CAO, with tmux servers of its own."""
    with private_home() as home:
        yield home


@pytest.fixture
def cao_tree(tmp_path: Path) -> Path:
    """A fresh copy of the newest CAO's source tree, to be changed at will."""
    return tree_of_cao(NEWEST, tmp_path / "tree")
