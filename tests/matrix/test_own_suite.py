"""CAO's own tests, in a tree with our provider: none fails that does not fail without it."""

from dataclasses import replace
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from cao_scaffold.provider.answers import Provider
from tests.cao_suite import newly_failing, ten_files
from tests.providers import NEW_CLI, add
from tests.real_cao import WITH_PROVIDERS, development_python, tree_of_cao

# What each choice pulls in differs in CAO's tests; the default answers are prompt and none.
CHOICES = {
    "prompt-all": replace(NEW_CLI, mcp="all", mcp_flag="--mcp-config", mcp_cwd="shim"),
    "native-none": replace(
        NEW_CLI,
        enforcement="native",
        enforcement_flag="--deny",
        tools={"execute_bash": ("Shell",), "fs_write": ("Write", "Edit")},
    ),
    "none-stdio": replace(
        NEW_CLI, enforcement="none", mcp="stdio", mcp_flag="--mcp-config", mcp_cwd="native"
    ),
    "install-all": replace(
        NEW_CLI,
        enforcement="install",
        enforcement_flag="--agent",
        mcp="all",
        mcp_flag="--mcp-config",
        mcp_cwd="shim",
    ),
}

pytestmark = pytest.mark.cao


def judged(version: str, folder: Path, provider: Provider) -> dict[str, str]:
    """Return what newly fails of the ten files once `provider` is in the tree."""
    tree = tree_of_cao(version, folder / "patched")
    add(tree, provider)
    untouched = tree_of_cao(version, folder / "untouched")
    return newly_failing(tree, untouched, development_python(version), ten_files(tree))


@pytest.mark.parametrize("version", WITH_PROVIDERS)
def test_no_test_that_knows_of_providers_newly_fails(version: str, tmp_path: Path) -> None:
    assert judged(version, tmp_path, NEW_CLI) == {}


@pytest.mark.parametrize("choice", CHOICES)
def test_no_choice_of_enforcement_and_mcp_makes_one_fail(choice: str, tmp_path: Path) -> None:
    assert judged(NEWEST, tmp_path, CHOICES[choice]) == {}


@pytest.mark.suite
@pytest.mark.parametrize("version", WITH_PROVIDERS)
def test_nothing_in_the_whole_suite_newly_fails(version: str, tmp_path: Path) -> None:
    tree = tree_of_cao(version, tmp_path / "patched")
    add(tree)
    untouched = tree_of_cao(version, tmp_path / "untouched")
    python = development_python(version)
    assert newly_failing(tree, untouched, python, ["test"], processes=2) == {}
