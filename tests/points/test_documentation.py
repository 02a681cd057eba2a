"""What is written into the documentation's tables and lists, on each release."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cao_scaffold.host.environment import NEWEST
from cao_scaffold.points import POINTS
from cao_scaffold.points.point import Kind
from cao_scaffold.points.register import Registering
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from tests.providers import NEW_CLI, add
from tests.real_cao import WITH_PROVIDERS, tree_of_cao

# Each character that Markdown, MDX or Jinja may take for its own, but for those that CAO's
# tests cut cells at.
HOSTILE = replace(
    NEW_CLI,
    names=ProviderNames.of("new_cli", "*N* [e](w) `C` <l> {{ i }} {% b %} \\ d_e_f \"q\" 'r'"),
)
_ROW = re.compile(r"^\s*\|")
_BAR = re.compile(r"(?<!\\)\|")

pytestmark = pytest.mark.cao
on_each_release = pytest.mark.parametrize(
    "version",
    [
        pytest.param(each, marks=() if each == NEWEST else pytest.mark.matrix)
        for each in WITH_PROVIDERS
    ],
)


def pages(adding: Registering) -> dict[str, tuple[list[str], list[str]]]:
    """Return the lines of each page that was there already: before, and after."""
    return {
        change.path: (change.before.decode().split("\n"), change.after.decode().split("\n"))
        for change in adding.plan.changes
        if change.path.endswith(".md") and change.before and change.after
    }


def columns(lines: list[str]) -> list[set[int]]:
    """Return the numbers of cells that the rows of each table have, in order."""
    tables: list[set[int]] = []
    inside = False
    for line in lines:
        if _ROW.match(line):
            if not inside:
                tables.append(set())
            tables[-1].add(len(_BAR.split(line.strip())))
        inside = bool(_ROW.match(line))
    return tables


@on_each_release
@pytest.mark.parametrize("provider", [NEW_CLI, HOSTILE], ids=["plain", "hostile"])
def test_every_table_keeps_its_columns(version: str, provider: Provider, tmp_path: Path) -> None:
    touched = pages(add(tree_of_cao(version, tmp_path / "tree"), provider))
    assert {"SECURITY.md", "README.md", "docs/skills.md", "docs/tool-restrictions.md"} <= set(
        touched
    )
    for path, (before, after) in touched.items():
        assert columns(after) == columns(before), path


@on_each_release
def test_no_page_has_a_line_less(version: str, tmp_path: Path) -> None:
    touched = pages(add(tree_of_cao(version, tmp_path / "tree")))
    for path, (before, after) in touched.items():
        gone = [line for line in before if line not in after]
        # The page of delivery lists providers within a cell.
        assert gone == [] or path == "docs/agent-plugins.md", path


def test_each_entry_is_what_the_page_shows(tmp_path: Path) -> None:
    touched = pages(add(tree_of_cao(NEWEST, tmp_path / "tree")))
    new = {
        path: [line for line in after if line not in before]
        for path, (before, after) in touched.items()
    }
    assert new["SECURITY.md"] == ["| New CLI | Soft | Security system prompt only |"]
    assert new["docs/tool-restrictions.md"] == [
        "| **New CLI** | Soft | Security system prompt only |"
    ]
    assert new["README.md"] == ["  [New CLI](docs/new-cli.md),"] * 2
    assert new["CHANGELOG.md"] == [
        "- `new_cli` provider: New CLI; see [docs/new-cli.md](docs/new-cli.md)."
    ]
    assert new["docusaurus/docs/intro.md"] == ["| New CLI | `new_cli` |"]


def test_the_changelog_says_it_of_what_is_not_released(tmp_path: Path) -> None:
    tree = tree_of_cao(NEWEST, tmp_path / "tree")
    add(tree)
    text = (tree / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased = text.partition("## [Unreleased]")[2].partition("\n## ")[0]
    added = unreleased.partition("\n### Added\n")[2].partition("\n### ")[0]
    assert "`new_cli` provider" in added


def test_without_the_folder_of_pages_their_points_are_not_offered(tmp_path: Path) -> None:
    tree = tree_of_cao(NEWEST, tmp_path / "tree")
    for path in [
        *tree.glob("*.md"),
        *tree.glob("docs/*.md"),
        *tree.glob("docusaurus/docs/**/*.md"),
    ]:
        path.unlink()
    (tree / "docs").rename(tree / "pages")
    adding = add(tree)
    names = {point.name for point in POINTS if point.kind is Kind.DOCUMENTATION}
    standing = {step.point.name: step.standing.name for step in adding.steps}
    assert {standing[name] for name in names - {"web-fallback"}} == {"NOT_OFFERED"}
