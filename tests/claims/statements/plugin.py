"""What is true of CAO's events and of what the server does to a plugin."""

import subprocess
from functools import cache

from cao_scaffold.host.home import private_home
from tests.claims.measured import seen_in_process, seen_on_a_server
from tests.claims.releases import Release
from tests.claims.statements.statement import Statement
from tests.real_cao import environment_with_cao


def builtin_plugins_always_load(release: Release) -> bool:
    """Tell whether the release brings plugins of its own, so that some are always registered."""
    return bool(seen_in_process("builtin_plugins")(release))


def pytest_needs_more(release: Release) -> bool:
    """Tell whether an asynchronous test fails where only CAO and pytest are installed."""
    return _fails_with_pytest_alone(release.version)


@cache
def _fails_with_pytest_alone(version: str) -> bool:
    test = "import pytest\n\n\n@pytest.mark.asyncio\nasync def test_it():\n    assert True\n"
    python = environment_with_cao(version, "pytest")
    with private_home() as home:
        (home.path / "test_it.py").write_text(test, encoding="utf-8")
        finished = subprocess.run(
            [python, "-m", "pytest", "-q"],
            cwd=home.path,
            env=home.environment(),
            capture_output=True,
            check=False,
        )
    return finished.returncode != 0


PLUGIN_STATEMENTS = (
    Statement(
        "the-call-waits",
        "the API call that sends a message or ends a terminal waits for every hook",
        r"fire-and-forget",
        r"waits for (every|the|each) hook",
        seen_in_process("dispatch_waits_for_the_hook"),
    ),
    Statement(
        "cancelled-error-escapes",
        "only Exception is caught: CancelledError and SystemExit leave the hook and fail the call",
        r"never propagated back|exceptions? .*do(es)? not affect CAO's primary operation",
        r"CancelledError",
        seen_in_process("cancelled_error_escapes"),
    ),
    Statement(
        "plugins-always-registered",
        "five plugins of CAO's own always load, so this line cannot appear",
        r"No CAO plugins registered.*(not declared|not installed|same environment|empty)",
        r"five",
        builtin_plugins_always_load,
        "2.3.0",
    ),
    Statement(
        "loading-is-in-the-file",
        "it is logged to the log file only; the console shows warnings and errors",
        r"(startup|server) logs?\b.*one of:|startup logs?\.?$|appears in the startup log",
        r"log file",
        seen_on_a_server("loading_is_not_on_the_console"),
    ),
    Statement(
        "failed-setup-is-never-torn-down",
        "a plugin whose setup() raised gets no teardown(); setup() has to clean up after itself",
        r"robust to partial .?setup|safe to call (even )?(when|after).*(setup|failed)"
        r"|Teardown must not raise even though setup",
        r"never torn down",
        seen_in_process("failed_setup_is_never_torn_down"),
    ),
    Statement(
        "hooks-run-on-another-loop",
        "messages reach a hook on a throw-away loop: what setup() bound to its loop fails there",
        r"persistent state.*HTTP client|open clients",
        r"throw-away loop",
        seen_in_process("hook_runs_on_another_loop_than_setup"),
    ),
    Statement(
        "message-is-told-when-typed",
        "it is told when the text has been typed into the terminal, not when it is in the inbox",
        r"delivered to an agent's inbox|delivered to the inbox",
        r"typed into",
        seen_on_a_server("queued_message_is_not_told"),
    ),
    Statement(
        "handoff-is-not-told",
        "the default handoff is not told as a message; only the end of its terminal is",
        r"Emitted for all three orchestration paths|emit one .?PostSendMessageEvent",
        r"handoff",
        seen_on_a_server("handoff_is_told_as_a_message", expected=False),
    ),
    Statement(
        "sender-is-any-string",
        "sender is whatever the caller gave, a terminal's id or not",
        r"sender: str.*terminal_id of the sending agent",
        r"any string",
        seen_on_a_server("sender_is_any_string"),
    ),
    Statement(
        "type-is-an-enum-member",
        "it is a member of a str Enum, which reads OrchestrationType.ASSIGN in an f-string",
        r"orchestration_type: str = \"\"",
        r"\.value",
        seen_on_a_server("type_reads_as_the_members_name"),
    ),
    Statement(
        "session-id-is-the-tmux-name",
        "session_id is the name of the tmux session, with its prefix, and may be used again",
        r"session_id.*(created session's id|identifies the killed session)",
        r"tmux session's name",
        seen_on_a_server("session_id_is_the_tmux_name"),
    ),
    Statement(
        "phantom-end",
        "ending a session that never was is told as post_kill_session, too",
        r"(fire|dispatch)\w* (only )?(happens )?.?after.? (a CAO session is successfully killed"
        r"|the underlying)",
        r"never existed|never was",
        seen_on_a_server("session_that_never_was_is_told_ended"),
    ),
    Statement(
        "replay-is-told-again",
        "a replayed creation is told again, so an event may come twice for one operation",
        r"invoked once per successful dispatch",
        r"again",
        seen_on_a_server("replayed_creation_is_told_again"),
        "2.5.3",
    ),
    Statement(
        "mcp-servers-make-plugins",
        "each MCP server makes an instance too, whose setup() is never awaited",
        r"awaited exactly once, after the plugin class is instantiated",
        r"MCP server",
        seen_in_process("mcp_server_makes_plugins_without_setup"),
        "2.3.0",
    ),
    Statement(
        "tests-need-more",
        "in an environment with CAO and pytest alone such a test does not pass",
        r"Unit tests for a plugin are straightforward",
        r"libtmux",
        pytest_needs_more,
    ),
    Statement(
        "no-event-for-a-dead-terminal",
        "a session that ends from outside, or an agent that exits, is told by no event",
        r"abnormal terminal exit",
        r"(killed|ended) from outside",
        seen_on_a_server("session_killed_from_outside_is_not_told"),
    ),
)
