"""The program that reads our documents finds what is false in CAO's own two skills."""

from collections.abc import Iterator
from functools import cache

import pytest

from cao_scaffold.host.environment import NEWEST
from tests.claims.documents import Document
from tests.claims.findings import Finding
from tests.claims.releases import release
from tests.claims.rules import RULES
from tests.claims.statements import STATEMENTS
from tests.claims.statements.statement import denials

pytestmark = pytest.mark.cao

# What is false in each, by the rule that finds it and a word of what is said or true instead.
FALSE = {
    "cao-plugin": {
        ("the-call-waits", "fire-and-forget"),
        ("cancelled-error-escapes", "never propagated"),
        ("plugins-always-registered", "No CAO plugins registered"),
        ("loading-is-in-the-file", "startup log"),
        ("failed-setup-is-never-torn-down", "teardown"),
        ("hooks-run-on-another-loop", "HTTP client"),
        ("message-is-told-when-typed", "inbox"),
        ("handoff-is-not-told", "all three orchestration paths"),
        ("sender-is-any-string", "terminal_id of the sending agent"),
        ("type-is-an-enum-member", "orchestration_type"),
        ("session-id-is-the-tmux-name", "session's id"),
        ("phantom-end", "successfully killed"),
        ("replay-is-told-again", "once per successful dispatch"),
        ("mcp-servers-make-plugins", "awaited exactly once"),
        ("tests-need-more", "straightforward"),
        ("no-event-for-a-dead-terminal", "abnormal terminal exit"),
        ("fields", "traceparent"),
        ("paths", "docs/feat-plugin-hooks-design.md"),
    },
    "cao-provider": {
        ("code", "initialize is a coroutine function"),
        ("code", "its parameters are self, buffer"),
        ("code", "wait_for_shell(tmux_client"),
        ("code", "wait_until_status is a coroutine function"),
        ("code", "get_idle_pattern_for_log"),
        ("code", "_run_unrestricted_tool_test"),
        ("CAO602", "not awaited"),
        ("CAO604", "escapes"),
        ("CAO605", "empty list"),
        ("CAO607", "backend"),
        ("CAO701", "skill_prompt"),
        ("checklist", "utils/enforcement.py"),
        ("readme-has-no-table", "README"),
        ("kiro-has-tool-names", "Kiro"),
        ("auto-approve-enforces-nothing", "--auto-approve"),
        ("sleeping-stops-the-server", "time.sleep"),
        ("no-legacy-ui", "--legacy-ui"),
        ("children-are-resolved-elsewhere", "mcp_server/server.py"),
        ("delivered-when-completed-too", "IDLE"),
        ("tests-start-their-server", "requires running cao-server"),
        ("coverage-by-path-prints-nothing", "--cov"),
        ("colours-are-not-all", "[0-9;]*m"),
        ("no-profile-supervisor", "supervisor"),
        ("empty-list-denies-all", "_allowed_tools and"),
        ("providers-use-the-backend", "tmux_client"),
        ("unknown-is-a-status", "ERROR"),
        ("status-takes-the-buffer", "tail_lines"),
    },
}


@cache
def findings(skill: str) -> tuple[Finding, ...]:
    """Return what all rules and statements find in one of CAO's skills."""
    newest = release(NEWEST)
    pages = sorted((newest.source / "skills" / skill).rglob("*.md"))
    documents = [Document.read(page, newest.source) for page in pages]
    return tuple(found for document in documents for found in _found(document))


def _found(document: Document) -> Iterator[Finding]:
    newest = release(NEWEST)
    for rule in RULES.values():
        yield from rule(document, newest)
    for statement in STATEMENTS:
        yield from denials(statement, document, newest)


@pytest.mark.parametrize("skill", FALSE)
def test_at_least_fifteen_false_statements_are_found(skill: str) -> None:
    missed = {
        (rule, words)
        for rule, words in FALSE[skill]
        if not any(f.rule == rule and words in f"{f.said} {f.truth}" for f in findings(skill))
    }
    assert missed == set()
    assert len(FALSE[skill]) >= 15


@pytest.mark.parametrize("skill", FALSE)
def test_nothing_else_is_found(skill: str) -> None:
    known = {rule for rule, _ in FALSE[skill]}
    assert {found.rule for found in findings(skill)} <= known
