"""Where upstream's own providers are missing: what each release's tests and pages leave out.

Each was looked up by hand; CAO's tests ask for none of them.
"""

import pytest

from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.host.present import MOCK, present_providers
from cao_scaffold.points.point import Kind
from cao_scaffold.points.survey import known_by_name, survey
from tests.real_cao import WITH_PROVIDERS, source_of_cao

_HANDOFF, _ASSIGN = "test/e2e/test_handoff.py", "test/e2e/test_assign.py"
_ALLOWED, _MESSAGE = "test/e2e/test_allowed_tools.py", "test/e2e/test_send_message.py"
_SUPERVISOR, _CONFTEST = "test/e2e/test_supervisor_orchestration.py", "test/e2e/conftest.py"
_API = "test/api/test_api_endpoints.py"
_PANEL, _PANEL_TEST = "web/src/components/AgentPanel.tsx", "web/src/test/components.test.tsx"
_FEATURES = "docusaurus/docs/features/multi-provider.md"
_COMMANDS = "docusaurus/docs/reference/cli-commands.md"

# The test of programs, and the tests with a real CLI, in all releases.
_ALWAYS = {
    _API: {"hermes", "cursor_cli"},
    _HANDOFF: {"opencode_cli", "hermes"},
    _ASSIGN: {"hermes"},
    _MESSAGE: {"opencode_cli", "hermes"},
    _ALLOWED: {"copilot_cli", "opencode_cli", "hermes"},
    _SUPERVISOR: {"opencode_cli", "hermes"},
    _PANEL: {"antigravity_cli"},
    _PANEL_TEST: {"antigravity_cli"},
}
_OLD_SECURITY = {"opencode_cli", "hermes", "cursor_cli", "antigravity_cli"}
_2_4 = {
    **_ALWAYS,
    # Its classes ask for a fixture that these releases do not have.
    _CONFTEST: {"antigravity_cli"},
    "SECURITY.md": _OLD_SECURITY,
}
_2_5 = {
    **_2_4,
    _PANEL: {"antigravity_cli", "omp", "mcode"},
    _PANEL_TEST: {"antigravity_cli", "omp", "mcode"},
    "README.zh-CN.md": {"grok_cli"},
    "docs/skills.md": {"omp", "grok_cli"},
    "docusaurus/docs/intro.md": {"grok_cli", "mcode"},
    _FEATURES: {"grok_cli", "mcode"},
    _COMMANDS: {"grok_cli", "mcode"},
}
_SINCE_ENFORCEMENT = {path: missing for path, missing in _2_5.items() if path != "SECURITY.md"}
MISSING = {
    "2.3.0": {
        **_ALWAYS,
        "SECURITY.md": _OLD_SECURITY,
        "docs/skills.md": {"opencode_cli", "hermes", "cursor_cli"},
        "docs/tool-restrictions.md": {"opencode_cli", "cursor_cli", "antigravity_cli"},
    },
    "2.4.0": _2_4,
    "2.4.1": _2_4,
    "2.5.0": {
        **_2_5,
        "SECURITY.md": {*_OLD_SECURITY, "omp", "grok_cli", "mcode"},
        "docs/tool-restrictions.md": {"omp"},
    },
    "2.5.3": _SINCE_ENFORCEMENT,
    "2.5.4": _SINCE_ENFORCEMENT,
}
# Points that a provider of upstream's may do without, by its MCP delivery.
_CONDITIONAL = ("mcp-launch-test",)

pytestmark = pytest.mark.cao


def missing_from(version: str) -> dict[str, set[str]]:
    """Return the tests and pages of a release, each with the providers that it lacks."""
    checkout = find_checkout(source_of_cao(version))
    present = [known_by_name(n) for n in present_providers(checkout) if n.value != MOCK]
    found: dict[str, set[str]] = {}
    for holding in survey(checkout, present):
        if holding.point.kind is not Kind.SOURCE and holding.point.name not in _CONDITIONAL:
            for value, paths in holding.missing.items():
                for path in paths:
                    found.setdefault(path, set()).add(value)
    return found


@pytest.mark.parametrize("version", WITH_PROVIDERS)
def test_it_says_exactly_what_upstream_left_out(version: str) -> None:
    assert missing_from(version) == MISSING[version]
