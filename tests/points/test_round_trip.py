"""Providers come and go in a real tree: nothing else moves, and no order matters."""

from dataclasses import replace
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from cao_scaffold.provider.names import ProviderNames
from tests.providers import NEW_CLI, add, files_of, remove
from tests.real_cao import WITH_PROVIDERS, tree_of_cao

OTHER = replace(
    NEW_CLI,
    names=ProviderNames.of("an_other", "An-other"),
    command=("an-other", "chat"),
    enforcement="native",
    enforcement_flag="--deny",
    tools={"execute_bash": ("Shell",)},
    mcp="all",
    mcp_flag="--mcp-config",
    mcp_cwd="shim",
)

pytestmark = pytest.mark.cao
on_each_release = pytest.mark.parametrize("version", WITH_PROVIDERS)


@on_each_release
def test_what_was_added_is_taken_back_to_the_byte_and_the_mode(
    version: str, tmp_path: Path
) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    before = files_of(tree)
    folders = {path for path in tree.rglob("*") if path.is_dir()}
    add(tree)
    assert files_of(tree) != before
    remove(tree)
    assert files_of(tree) == before
    assert {path for path in tree.rglob("*") if path.is_dir()} == folders


@on_each_release
def test_two_providers_in_either_order_give_the_same_tree(version: str, tmp_path: Path) -> None:
    trees = [tree_of_cao(version, tmp_path / name) for name in ("one", "two")]
    for tree, providers in zip(trees, ((NEW_CLI, OTHER), (OTHER, NEW_CLI)), strict=True):
        for provider in providers:
            add(tree, provider)
    one, two = (files_of(tree) for tree in trees)
    assert {path for path in one if one[path] != two.get(path)} == set()
    assert one.keys() == two.keys()


@on_each_release
def test_either_of_two_can_be_taken_back_first(version: str, tmp_path: Path) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    before = files_of(tree)
    for provider in (NEW_CLI, OTHER):
        add(tree, provider)
    for provider in (NEW_CLI, OTHER):
        remove(tree, provider)
    assert files_of(tree) == before


def test_adding_twice_changes_nothing(tmp_path: Path) -> None:
    tree = tree_of_cao(NEWEST, tmp_path / "tree")
    add(tree)
    after = files_of(tree)
    assert add(tree).plan.is_done
    assert files_of(tree) == after
