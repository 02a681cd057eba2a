"""What discovery reports on every release, each with the reason why no point covers it."""

from functools import cache
from pathlib import Path

import pytest

from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.points.discovery import Place, discoveries
from tests.providers import add
from tests.real_cao import WITH_PROVIDERS, source_of_cao, tree_of_cao

_PROSE = "prose that gives providers as examples, or sums up what differs between them"
_COUNTED = "a directory of upstream's tests, kept by hand and incomplete for years"
_SKILL = "prose of a skill about what former providers taught"
_INCOMPLETE = "a point writes there; upstream's own providers are not all in it"
_EVIDENCE = "a test of what was verified for these CLIs; a new one has no such evidence yet"
REASONS = {
    "README.md": _PROSE,
    "README.zh-CN.md": _INCOMPLETE,
    "SECURITY.md": _INCOMPLETE,
    "agent-plugin/cao/skills/cao-session-management/SKILL.md": _SKILL,
    "docs/agent-profile.md": _PROSE,
    "docs/api.md": _PROSE,
    "docs/cursor-cli.md": _PROSE,
    "docs/issues/573-agent-plugins/design.md": "the record of a decision",
    "docs/mock-cli-provider.md": _PROSE,
    "docs/skills.md": _INCOMPLETE,
    "docs/tool-restrictions.md": _INCOMPLETE,
    "docusaurus/course-src/fundamentals/modules/01-what-cao-does.html": _PROSE,
    "docusaurus/docs/features/multi-provider.md": _INCOMPLETE,
    "docusaurus/docs/getting-started/installation.md": _PROSE,
    "docusaurus/docs/intro.md": _INCOMPLETE,
    "docusaurus/docs/reference/cli-commands.md": _INCOMPLETE,
    "docusaurus/src/pages/index.tsx": "logos of the start page, chosen by hand",
    "examples/assign/README.md": _PROSE,
    "examples/cross-provider/README.md": _PROSE,
    "examples/robotics/cross-zone-transport/demo.py": "native ones only: a choice of the answers",
    "skills/cao-provider/SKILL.md": _SKILL,
    "skills/cao-provider/references/lessons-learnt.md": _SKILL,
    "skills/cao-session-management/SKILL.md": _SKILL,
    "src/cli_agent_orchestrator/providers/codex.py": "a comment that tells a story",
    "src/cli_agent_orchestrator/skills/cao-provider/SKILL.md": _SKILL,
    "src/cli_agent_orchestrator/skills/cao-provider/references/lessons-learnt.md": _SKILL,
    "src/cli_agent_orchestrator/skills/cao-session-management/SKILL.md": _SKILL,
    "test/README.md": _COUNTED,
    "test/agent_plugins/test_delivery_equivalence.py": _EVIDENCE,
    "test/agent_plugins/test_mcp_mapping.py": _EVIDENCE,
    "test/agent_plugins/test_naming_migration.py": "pages that hold the word plugin; ours do not",
    "test/api/test_api_endpoints.py": _INCOMPLETE,
    "test/providers/README.md": _COUNTED,
    "test/services/test_terminal_service.py": _EVIDENCE,
    "test/test_empty_allowlist_policy.py": _EVIDENCE,
    "web/src/components/AgentPanel.tsx": _INCOMPLETE,
    "web/src/test/components.test.tsx": _INCOMPLETE,
}
TABLE = """
COLOURS = {
    "kiro_cli": "violet",
    "claude_code": "orange",
    "codex": "white",
    # Asked for by many.
    #
    # No comment ends a table,
    # however long
    # it is.
    "kimi_cli": "blue",
    "copilot_cli": "black",
    "cursor_cli": "grey",
    "hermes": "gold",
}
"""

pytestmark = pytest.mark.cao


@cache
def found_in(version: str) -> tuple[Place, ...]:
    return discoveries(find_checkout(source_of_cao(version)))


@pytest.mark.parametrize("version", WITH_PROVIDERS)
def test_it_reports_nothing_without_a_known_reason(version: str) -> None:
    assert {place.path for place in found_in(version)} <= set(REASONS)


def test_every_reason_is_that_of_a_place_that_is_reported() -> None:
    reported = {place.path for version in WITH_PROVIDERS for place in found_in(version)}
    assert reported == set(REASONS)


@pytest.mark.parametrize("version", WITH_PROVIDERS)
def test_no_table_of_the_package_is_left_to_discovery(version: str) -> None:
    code = {place.path for place in found_in(version) if place.path.endswith(".py")}
    package = {path for path in code if path.startswith("src/")}
    assert package <= {"src/cli_agent_orchestrator/providers/codex.py"}


def test_it_says_from_which_covered_table_a_provider_is_missing() -> None:
    places = {place.points: place for place in found_in("2.5.4")}
    assert "grok_cli" in places[("readme-zh",)].missing


def test_it_finds_a_table_that_nobody_told_it_of(cao_tree: Path) -> None:
    path = "src/cli_agent_orchestrator/utils/colours.py"
    (cao_tree / path).write_text(TABLE, encoding="utf-8")
    (place,) = [each for each in discoveries(find_checkout(cao_tree)) if each.path == path]
    assert (place.first, place.last, place.points) == (2, 15, ())
    assert set(place.missing) == {"opencode_cli", "antigravity_cli", "omp", "grok_cli", "mcode"}


@pytest.mark.parametrize("version", WITH_PROVIDERS[-1:])
def test_a_provider_of_ours_is_missing_from_no_table_that_has_all_others(
    version: str, tmp_path: Path
) -> None:
    tree = tree_of_cao(version, tmp_path / "tree")
    add(tree)
    alone = [p for p in discoveries(find_checkout(tree)) if p.missing == ("new_cli",)]
    # A record of what was verified, by example: see REASONS.
    assert {place.path for place in alone} <= {"test/agent_plugins/test_mcp_mapping.py"}
