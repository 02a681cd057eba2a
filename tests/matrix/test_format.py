"""What CAO's own formatters, type checker and link checker say of a tree with our provider."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from cao_scaffold.host.home import private_home
from cao_scaffold.provider.names import ProviderNames
from tests.providers import NEW_CLI, add
from tests.real_cao import WITH_PROVIDERS, commit_all, development_python, tree_of_cao

_LINKS = "scripts/validate_markdown_links.py"
# Each line that holds a name or an answer grows beyond CAO's line length.
LONG = replace(
    NEW_CLI,
    names=ProviderNames.of("an_agent_cli_of_a_name_with_forty_letter", "Agent " * 15 + "CLI"),
    command=(f"/opt/{'folder/' * 12}agent-cli",),
    enforcement="install",
    enforcement_flag="--agent",
    mcp="all",
    mcp_flag="--mcp-config",
    mcp_cwd="shim",
)

pytestmark = pytest.mark.cao
on_each_release = pytest.mark.parametrize(
    "version",
    [
        pytest.param(each, marks=() if each == NEWEST else pytest.mark.matrix)
        for each in WITH_PROVIDERS
    ],
)


def said(version: str, tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a Python program of the development of CAO `version` in `tree`."""
    with private_home() as home:
        return subprocess.run(
            [development_python(version), *words],
            cwd=tree,
            env=home.environment({"PYTHONPATH": str(tree / "src")}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )


def type_errors(version: str, tree: Path, cache: Path) -> int:
    """Count what mypy says, as CAO's workflow runs it."""
    output = said(version, tree, "-m", "mypy", "--cache-dir", str(cache), "src/").stdout
    found = re.search(r"^Found (\d+) errors?|^Success", output, re.MULTILINE)
    assert found, output[-3000:]
    return int(found[1] or 0)


@on_each_release
def test_black_and_isort_would_change_no_touched_file(version: str, tmp_path: Path) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    paths = [change.path for change in add(tree).plan.changes if change.path.endswith(".py")]
    assert len(paths) > 8
    for words in (("black", "--check", "--diff"), ("isort", "--check", "--diff")):
        finished = said(version, tree, "-m", *words, *paths)
        assert finished.returncode == 0, finished.stdout


@on_each_release
def test_nor_one_with_the_longest_names(version: str, tmp_path: Path) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    paths = [change.path for change in add(tree, LONG).plan.changes if change.path.endswith(".py")]
    for words in (("black", "--check", "--diff"), ("isort", "--check", "--diff")):
        finished = said(version, tree, "-m", *words, *paths)
        assert finished.returncode == 0, finished.stdout


@on_each_release
def test_mypy_finds_no_error_more(version: str, tmp_path: Path) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    before = type_errors(version, tree, tmp_path / "cache")
    add(tree)
    assert type_errors(version, tree, tmp_path / "cache") == before


@on_each_release
def test_no_link_is_broken(version: str, tmp_path: Path) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    add(tree)
    # The checker reads what git knows.
    commit_all(tree)
    if (tree / _LINKS).exists():
        finished = said(version, tree, _LINKS)
        assert finished.returncode == 0, finished.stdout
    else:
        assert version == "2.3.0", "only the first release has no checker"
