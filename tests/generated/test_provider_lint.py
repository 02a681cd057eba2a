"""What is written for a provider is clean under linters, whatever the answers and the tree."""

import ast
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import copier
import pytest

from cao_scaffold.host.facts import Facts
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.template.provider import (
    provider_data,
    provider_files,
    render,
    template_path,
)
from tests.generated.providers import ERAS, EVERYTHING, NOTHING, TREE, VARIANTS, Variant

by_name = pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)


def lint(folder: Path, *command: str) -> None:
    line = [sys.executable, "-m", *command, "."]
    ended = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".py"):
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")


def test_nothing_in_it_is_dead_in_any_tree(tmp_path: Path) -> None:
    for variant in VARIANTS:
        for number, facts in enumerate(ERAS):
            files = render(provider_data(variant.provider, facts, checkout=TREE))
            write(tmp_path / variant.name / str(number), files)
    # F: names that nobody uses; PIE, RET, SIM: branches that do nothing.
    lint(
        tmp_path,
        *("ruff", "check", "--no-cache", "--isolated", "--line-length=100"),
        *("--select=F,B,C4,PIE,RET,SIM", "--ignore=SIM117"),
    )


@pytest.mark.parametrize("facts", [EVERYTHING, NOTHING], ids=["newest", "oldest"])
def test_it_is_formatted_and_its_imports_are_sorted(facts: Facts, tmp_path: Path) -> None:
    for variant in VARIANTS:
        files = provider_files(variant.provider, facts, checkout=TREE)
        write(tmp_path / variant.name, {p: c.decode("utf-8") for p, c in files.items()})
    lint(tmp_path, "black", "--check", "--diff", "--quiet", "--line-length=100")
    lint(
        tmp_path,
        *("ruff", "check", "--no-cache", "--isolated", "--line-length=100", "--select=I"),
        *("--config", 'lint.isort.known-first-party=["cli_agent_orchestrator"]'),
    )


@by_name
def test_its_functions_fit_in_the_eye(variant: Variant) -> None:
    for path, content in provider_files(variant.provider, EVERYTHING, checkout=TREE).items():
        if path.endswith(".py"):
            for node in ast.walk(ast.parse(content)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    assert (node.end_lineno or 0) - node.lineno < 40, node.name


@by_name
def test_it_writes_whole_files(variant: Variant) -> None:
    for path, content in provider_files(variant.provider, EVERYTHING, checkout=TREE).items():
        assert content.endswith(b"\n"), path
        assert not content.endswith(b"\n\n"), path


@by_name
def test_the_page_has_its_sections_and_leaves_a_word_of_caos_to_cao(variant: Variant) -> None:
    files = provider_files(variant.provider, EVERYTHING, checkout=TREE)
    page = files[f"docs/{variant.provider.names.page}.md"].decode("utf-8")
    assert [line[3:] for line in page.splitlines() if line.startswith("## ")] == [
        "Prerequisites",
        "Launch",
        "Agent profile",
        "Tool restrictions",
        "MCP servers",
        "Status detection",
        "Known limitations",
        "Troubleshooting",
    ]
    assert "plugin" not in page.lower()


def copied(folder: Path, data: dict[str, Any]) -> dict[str, str]:
    """Return the files that copier makes of the template."""
    quietly = {"defaults": True, "quiet": True, "settings": copier.Settings()}
    copier.run_copy(str(template_path()), folder, data=data, **quietly)
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {p.relative_to(folder).as_posix(): p.read_bytes().decode("utf-8") for p in paths}


@by_name
def test_copier_writes_the_same_of_the_same_data(variant: Variant, tmp_path: Path) -> None:
    data = provider_data(variant.provider, EVERYTHING, checkout=TREE)
    assert copied(tmp_path, data) == render(data)


def test_copier_has_the_defaults_that_the_command_has(tmp_path: Path) -> None:
    provider = Provider(ProviderNames.of("new_cli"), command=("new-cli",))
    data = provider_data(provider, EVERYTHING, checkout=TREE)
    # How the launch is written down is not for copier to know.
    assert copied(tmp_path, {"usage": data["usage"]}) == render(data)
