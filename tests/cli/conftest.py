"""CAO trees for the commands that change them: the newest one, light enough for one per test."""

import os
import shutil

import pytest

from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.points.survey import survey
from tests.providers import NEW_CLI


@pytest.fixture(scope="session")
def light_tree(tmp_path_factory, cao_source):
    """CAO's code and pages, and of the rest what a point may change; not to be changed."""
    light = tmp_path_factory.mktemp("light") / "tree"
    left_out = shutil.ignore_patterns("web_ui", "skills", "issues", "assets")
    for folder in ("src", "docs"):
        shutil.copytree(cao_source / folder, light / folder, ignore=left_out)
    named = {path for each in survey(find_checkout(cao_source), [NEW_CLI]) for path in each.paths}
    top = {path.name for path in cao_source.glob("*.*") if path.is_file()}
    for path in named | top:
        if (cao_source / path).is_file():
            (light / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(cao_source / path, light / path)
    return light


@pytest.fixture
def tree(light_tree, tmp_path, monkeypatch):
    """A tree for commands, which replace files; a test changes one with `providers.rewrite`.

    It is the working directory.
    """
    copy = tmp_path / "tree"
    shutil.copytree(light_tree, copy, copy_function=os.link)
    monkeypatch.chdir(copy)
    return copy
