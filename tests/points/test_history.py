"""Upstream's own commits as judges: what each touched for its provider, our registration touches.

The trees are releases from which the provider was taken away with our own removal. What a commit
touched is read off upstream's public history: its source and test files, new ones left out.
"""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.host.facts import read_facts
from cao_scaffold.host.present import present_providers
from cao_scaffold.points.point import Registration
from cao_scaffold.points.register import Standing, register, unregister
from cao_scaffold.points.survey import known_by_name
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.template.provider import provider_files
from tests.real_cao import tree_of_cao

_PACKAGE = "src/cli_agent_orchestrator"


class Commit(NamedTuple):
    """One commit that added a provider.

    `touched` are the files of the package, `_PACKAGE/` left out, and of the tests; `special`
    maps those that its CLI alone needed to the reason.
    """

    sha: str
    answers: dict[str, object]
    touched: tuple[str, ...]
    special: dict[str, str]


_DEFERRED = "its private home may outlive the session: a cleanup that is put off"
_OWN_TESTS = "tests of this provider that our unit tests hold in its own file"
_LEADERS = "what it prints and wants while it starts: a seeded HOME, a login"
_OF_GROK_ALONE = (
    *("test/api/test_api_profile_surface.py", "test/api/test_api_profiles.py"),
    *("test/api/test_oauth_prm.py", "test/api/test_terminals.py"),
    *("test/backends/test_herdr_inbox_service.py", "test/cli/commands/test_shutdown.py"),
    *("test/mcp_server/test_terminal_cleanup.py", "test/services/test_cleanup_service.py"),
    *("test/services/test_flow_service.py", "test/services/test_session_service.py"),
    *("test/services/test_terminal_service.py", "test/services/test_terminal_service_full.py"),
    *("test/services/test_terminal_service_coverage.py", "test/test_allowed_tools_helpers.py"),
    *("test/test_constants.py", "test/test_supervisor_orchestration_helpers.py"),
    *("test/utils/test_agent_profiles.py",),
)
COMMITS = {
    "grok_cli": Commit(
        "705e519e2044916338f0852b6c40458fb3ca26a7",
        {"enforcement": "native", "enforcement_flag": "--deny", "tools": {"fs_*": ("Read",)}},
        (
            *("api/main.py", "cli/commands/launch.py", "cli/commands/shutdown.py"),
            *("mcp_server/server.py", "models/agent_profile.py", "models/provider.py"),
            *("providers/base.py", "providers/manager.py", "schemas/agent_profile.schema.json"),
            *("services/cleanup_service.py", "services/flow_service.py"),
            *("services/herdr_inbox_service.py", "services/session_service.py"),
            *("services/status_monitor.py", "services/terminal_service.py"),
            *("utils/tool_mapping.py", "test/api/test_api_endpoints.py"),
            *("test/cli/commands/test_launch.py", "test/e2e/conftest.py"),
            *("test/e2e/test_allowed_tools.py", "test/e2e/test_assign.py"),
            *("test/e2e/test_handoff.py", "test/e2e/test_send_message.py"),
            *("test/e2e/test_skills.py", "test/e2e/test_supervisor_orchestration.py"),
            *("test/providers/test_provider_manager_unit.py", "test/utils/test_tool_mapping.py"),
            *_OF_GROK_ALONE,
        ),
        {
            "cli/commands/shutdown.py": _DEFERRED,
            "mcp_server/server.py": _DEFERRED,
            "models/agent_profile.py": "a field of profiles that this CLI alone reads",
            "schemas/agent_profile.schema.json": "the same field",
            "providers/base.py": "two hooks that were new to all providers, made for this one",
            "services/cleanup_service.py": _DEFERRED,
            "services/flow_service.py": _DEFERRED,
            "services/herdr_inbox_service.py": _DEFERRED,
            "services/session_service.py": _DEFERRED,
            "services/status_monitor.py": "calls one of the new hooks",
            "test/cli/commands/test_launch.py": _OWN_TESTS,
            "test/e2e/test_skills.py": "a rule by which its screen shows a skill",
            "test/providers/test_provider_manager_unit.py": _OWN_TESTS,
            "test/utils/test_tool_mapping.py": _OWN_TESTS,
            **dict.fromkeys(_OF_GROK_ALONE, "of what was changed for this provider alone"),
        },
    ),
    "omp": Commit(
        "62e721e77fbc32b7189e4f525a577858b8ab1e9b",
        {"mcp": "stdio", "mcp_flag": "--mcp-config", "mcp_cwd": "shim"},
        (
            *("api/main.py", "cli/commands/launch.py", "models/provider.py"),
            *("providers/manager.py", "services/agui/handoff_approval.py"),
            *("services/terminal_service.py", "test/api/test_api_endpoints.py"),
            *("test/cli/commands/test_install.py", "test/cli/commands/test_launch.py"),
            *("test/e2e/conftest.py", "test/e2e/test_allowed_tools.py"),
            *("test/e2e/test_assign.py", "test/e2e/test_handoff.py"),
            *("test/e2e/test_send_message.py", "test/e2e/test_skills.py"),
            *("test/e2e/test_supervisor_orchestration.py", "test/fixtures/cao_server.py"),
            *("test/fixtures/test_cao_server.py", "test/providers/test_native_status_shared.py"),
            *("test/providers/test_provider_manager_unit.py",),
            *("test/services/agui/test_handoff_approval.py",),
            *("test/services/test_install_service.py",),
        ),
        {
            "services/agui/handoff_approval.py": "two keys for one answer; y and n need nothing",
            "test/services/agui/test_handoff_approval.py": "the same",
            "test/cli/commands/test_install.py": _OWN_TESTS,
            "test/cli/commands/test_launch.py": _OWN_TESTS,
            "test/e2e/test_skills.py": "a rule by which its screen shows a skill",
            "test/fixtures/cao_server.py": _LEADERS,
            "test/fixtures/test_cao_server.py": _LEADERS,
            "test/providers/test_provider_manager_unit.py": _OWN_TESTS,
            "test/services/test_install_service.py": _OWN_TESTS,
        },
    ),
    "mcode": Commit(
        "bf5776d6a996c0a10968ab9da980438ed1e5090c",
        {},
        (
            *("api/main.py", "cli/commands/launch.py", "mcp_server/server.py"),
            *("models/provider.py", "providers/base.py", "providers/manager.py"),
            *("services/status_monitor.py", "services/terminal_service.py"),
            *("test/api/test_api_endpoints.py", "test/cli/commands/test_launch.py"),
            *("test/e2e/conftest.py", "test/e2e/test_allowed_tools.py"),
            *("test/e2e/test_assign.py", "test/e2e/test_handoff.py"),
            *("test/e2e/test_send_message.py", "test/e2e/test_supervisor_orchestration.py"),
            *("test/mcp_server/test_assign.py", "test/mcp_server/test_handoff.py"),
            *("test/providers/test_provider_manager_unit.py",),
            *("test/services/test_status_monitor.py", "test/services/test_terminal_service.py"),
        ),
        {
            "mcp_server/server.py": "an argument of another provider that it must not be given",
            "providers/base.py": "a hook that was new to all providers, made for this one",
            "services/status_monitor.py": "calls the new hook",
            "test/cli/commands/test_launch.py": _OWN_TESTS,
            "test/mcp_server/test_assign.py": "of the argument that it must not be given",
            "test/mcp_server/test_handoff.py": "of the argument that it must not be given",
            "test/providers/test_provider_manager_unit.py": _OWN_TESTS,
            "test/services/test_status_monitor.py": "of the new hook",
            "test/services/test_terminal_service.py": "of the new hook",
        },
    ),
}

pytestmark = pytest.mark.cao
of_each_commit = pytest.mark.parametrize("value", COMMITS)


def registration(tree: Path, provider: Provider) -> Registration:
    checkout = find_checkout(tree)
    return Registration(provider, checkout, read_facts(checkout), {})


def tree_before(version: str, value: str, folder: Path) -> tuple[Path, ProviderNames]:
    """Take upstream's provider `value` away from a release; return the tree, and its names."""
    tree = tree_of_cao(version, folder)
    (names,) = [each for each in present_providers(find_checkout(tree)) if each.value == value]
    known = registration(tree, known_by_name(names))
    unregister(known, whatever_it_says=True).plan.apply()
    for own in (f"test_{names.module}_", f"fixtures/{names.module}_"):
        for path in tree.glob(f"test/providers/{own}*"):
            path.unlink()
    (tree / f"docs/{names.page}.md").unlink(missing_ok=True)
    return tree, names


def whole_path(path: str) -> str:
    return path if path.startswith("test/") else f"{_PACKAGE}/{path}"


@of_each_commit
@pytest.mark.parametrize("version", ["2.5.0", "2.5.4"])
def test_it_touches_what_upstreams_commit_touched(version: str, value: str, tmp_path: Path) -> None:
    tree, names = tree_before(version, value, tmp_path / "tree")
    commit = COMMITS[value]
    ours = registration(tree, replace(known_by_name(names), **commit.answers))
    files = provider_files(ours.provider, ours.facts, checkout=ours.checkout)
    plan = register(replace(ours, files=files)).plan
    touched = {change.path for change in plan.changes if change.before is not None}
    wanted = {whole_path(path) for path in commit.touched if path not in commit.special}
    assert wanted - touched == set()


@of_each_commit
def test_what_is_special_to_a_cli_is_not_touched_for_others(value: str, tmp_path: Path) -> None:
    tree, names = tree_before("2.5.4", value, tmp_path / "tree")
    ours = registration(tree, replace(known_by_name(names), **COMMITS[value].answers))
    plan = register(ours).plan
    touched = {change.path for change in plan.changes}
    assert touched & {whole_path(path) for path in COMMITS[value].special} == set()


@of_each_commit
def test_removal_finds_upstreams_own_entry_at_every_source_point(
    value: str, tmp_path: Path
) -> None:
    tree = tree_of_cao("2.5.4", tmp_path / "tree")
    (names,) = [each for each in present_providers(find_checkout(tree)) if each.value == value]
    known = registration(tree, known_by_name(names))
    steps = {step.point.name: step for step in unregister(known, whatever_it_says=True).steps}
    for name in ("enum-member", "module", "manager-import", "manager-class", "manager-branch"):
        assert steps[name].standing is Standing.REMOVED, name
    for name in ("enforcement", "mcp-transports", "workspace-access", "binary", "api-test"):
        assert steps[name].standing is Standing.REMOVED, name
