"""What is true of a provider and of CAO's tests of one."""

import ast
import re
import subprocess
from collections.abc import Callable
from functools import cache

from cao_scaffold.host.home import private_home
from cao_scaffold.host.probe import run_probe
from tests.claims.releases import PACKAGE, Release
from tests.claims.statements.statement import Statement
from tests.real_cao import development_python, environment_with_cao

# A window title, a cursor move and a colour, as a CLI writes them; then the text.
_SCREEN = "\x1b]0;title\x07\x1b[2K\x1b[1G\x1b[32mready\x1b[0m"
_STRIP = """
import importlib


def probe(text):
    module = importlib.import_module("cli_agent_orchestrator.utils.text")
    return module.strip_terminal_escapes(text)
"""


def has_file(path: str) -> Callable[[Release], bool]:
    """Return a measurement: the source tree has `path`."""
    return lambda release: path in release.paths


def lacks_file(path: str) -> Callable[[Release], bool]:
    """Return a measurement: the source tree has no `path`."""
    return lambda release: path not in release.paths


def lacks_parameter(method: str, parameter: str) -> Callable[[Release], bool]:
    """Return a measurement: BaseProvider's method takes no such parameter."""

    def holds(release: Release) -> bool:
        return parameter not in release.introspected["provider"][method]["signature"]

    return holds


def is_asynchronous(method: str) -> Callable[[Release], bool]:
    """Return a measurement: BaseProvider's method is a coroutine function."""
    return lambda release: bool(release.introspected["provider"][method]["asynchronous"])


def readme_has_no_table(release: Release) -> bool:
    """Tell whether no row of a table in the README links a provider's page."""
    rows = [line for line in release.text("README.md").split("\n") if line.startswith("|")]
    return not any("docs/kiro-cli.md" in row for row in rows)


def kiro_has_tool_names(release: Release) -> bool:
    """Tell whether TOOL_MAPPING has a row for kiro_cli."""
    module = ast.parse(release.text(f"{PACKAGE}/utils/tool_mapping.py"))
    for node in ast.walk(module):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Dict):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            if isinstance(target, ast.Name) and target.id == "TOOL_MAPPING":
                keys = [k.value for k in node.value.keys if isinstance(k, ast.Constant)]
                return "kiro_cli" in keys
    return False


def kiro_is_never_launched_legacy(release: Release) -> bool:
    """Tell whether the provider of Kiro passes no `--legacy-ui`."""
    module = ast.parse(release.text(f"{PACKAGE}/providers/kiro_cli.py"))
    texts = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
    return "--legacy-ui" not in texts


def children_are_resolved_elsewhere(release: Release) -> bool:
    """Tell whether `_resolve_child_allowed_tools` is not in mcp_server/server.py."""
    found = release.names.functions.get("_resolve_child_allowed_tools", ())
    return all("mcp_server" not in function.path for function in found)


def flag_answers_the_question_only(release: Release) -> bool:
    """Tell whether launch looks at `--auto-approve` for nothing but whether to ask."""
    module = ast.parse(release.text(f"{PACKAGE}/cli/commands/launch.py"))
    read = [
        node
        for node in ast.walk(module)
        if isinstance(node, ast.Name)
        and node.id == "auto_approve"
        and isinstance(node.ctx, ast.Load)
    ]
    source = release.text(f"{PACKAGE}/cli/commands/launch.py").split("\n")
    return bool(read) and all(
        re.search(r"not auto_approve|auto_approve=|if .*auto_approve", source[node.lineno - 1])
        for node in read
    )


def inbox_delivers_when_completed(release: Release) -> bool:
    """Tell whether the inbox is delivered at COMPLETED, too."""
    text = release.text(f"{PACKAGE}/services/inbox_service.py")
    return bool(re.search(r"TerminalStatus\.IDLE\.value, TerminalStatus\.COMPLETED\.value", text))


def colours_are_not_all(release: Release) -> bool:
    """Tell whether CAO strips what the pattern for colours leaves."""
    python = environment_with_cao(release.version)
    with private_home() as home:
        stripped = run_probe(python, _STRIP, _SCREEN, home=home)
    left = re.sub(r"\x1b\[[0-9;]*m", "", _SCREEN)
    return "\x1b" in left and "\x1b" not in stripped and "ready" in stripped


def unknown_is_a_status(release: Release) -> bool:
    """Tell whether a screen that nothing matches has a state of its own."""
    return 'UNKNOWN = "unknown"' in release.text(f"{PACKAGE}/models/terminal.py")


def providers_go_through_the_backend(release: Release) -> bool:
    """Tell whether the providers that CAO added last use no tmux_client."""
    newest = ("kimi_cli", "codex", "claude_code")
    files = (release.text(f"{PACKAGE}/providers/{name}.py") for name in newest)
    return not any("tmux_client" in text for text in files)


def coverage_by_path_prints_nothing(release: Release) -> bool:
    """Tell whether `--cov` with a path to a module without its ending collects no data."""
    return _covers_nothing(release.version)


@cache
def _covers_nothing(version: str) -> bool:
    from tests.claims.releases import release

    tree = release(version).source
    words = ["-m", "pytest", "-q", "-o", "addopts=", "-p", "no:cacheprovider", "-p", "no:libtmux"]
    target = "--cov=src/cli_agent_orchestrator/providers/kimi_cli"
    test = "test/providers/test_kimi_cli_unit.py"
    with private_home() as home:
        extra = {
            "PYTHONPATH": str(tree / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "COVERAGE_FILE": str(home.path / ".coverage"),
        }
        finished = subprocess.run(
            [development_python(version), *words, test, target, "--cov-report=term-missing"],
            cwd=tree,
            env=home.environment(extra),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    return "passed" in finished.stdout and "kimi_cli.py" not in finished.stdout


PROVIDER_STATEMENTS = (
    Statement(
        "readme-has-no-table",
        "the README links the pages in a sentence and has no table of providers",
        r"README\.md.*provider table",
        r"README",
        readme_has_no_table,
        "2.4.0",
    ),
    Statement(
        "kiro-has-tool-names",
        "TOOL_MAPPING has a row for kiro_cli",
        r"Kiro CLI.*No TOOL_MAPPING|Don't need TOOL_MAPPING:.*Kiro"
        r"|providers that accept CAO vocabulary directly \(like Kiro",
        r"TOOL_MAPPING",
        kiro_has_tool_names,
        "2.5.3",
    ),
    Statement(
        "auto-approve-enforces-nothing",
        "the flag answers launch's question and has no part in what enforces a restriction",
        r"--auto-approve.*(keeping tool restrictions|restrictions enforced)"
        r"|restrictions enforced.*--auto-approve",
        r"--auto-approve",
        flag_answers_the_question_only,
    ),
    Statement(
        "sleeping-stops-the-server",
        "initialize is a coroutine on the server's loop: time.sleep there stops the server",
        r"\btime\.sleep\(",
        r"time\.sleep",
        is_asynchronous("initialize"),
    ),
    Statement(
        "no-legacy-ui",
        "Kiro is never launched with it",
        r"--legacy-ui flag if the CLI supports it",
        r"one fallback|older screen",
        kiro_is_never_launched_legacy,
        "2.5.0",
    ),
    Statement(
        "children-are-resolved-elsewhere",
        "it is in utils/orchestration.py",
        r"resolution logic in mcp_server/server\.py",
        r"utils/orchestration\.py",
        children_are_resolved_elsewhere,
        "2.5.3",
    ),
    Statement(
        "delivered-when-completed-too",
        "messages are delivered at IDLE and at COMPLETED",
        r"messages only deliver when receiver is IDLE",
        r"COMPLETED",
        inbox_delivers_when_completed,
    ),
    Statement(
        "tests-start-their-server",
        "the end-to-end tests start a cao-server of their own",
        r"requires running cao-server",
        r"server of their own",
        has_file("test/fixtures/cao_server.py"),
        "2.4.0",
    ),
    Statement(
        "coverage-by-path-prints-nothing",
        "--cov takes a module's dotted name; with this path it collects nothing",
        r"--cov=src/cli_agent_orchestrator/providers/new_cli\b",
        r"--cov",
        coverage_by_path_prints_nothing,
    ),
    Statement(
        "colours-are-not-all",
        "it leaves window titles and cursor moves; strip_terminal_escapes takes them away",
        r"\\x1b\\\[\[0-9;\]\*m",
        r"strip_terminal_escapes",
        colours_are_not_all,
    ),
    Statement(
        "no-profile-supervisor",
        "CAO brings no profile of this name",
        r"\"new_cli\", \"supervisor\"",
        r"code_supervisor",
        lacks_file(f"{PACKAGE}/agent_store/supervisor.md"),
    ),
    Statement(
        "empty-list-denies-all",
        "an empty list denies everything, and is false: test for None",
        r"if self\._allowed_tools and",
        r"empty list",
        has_file("test/test_empty_allowlist_policy.py"),
        "2.5.3",
    ),
    Statement(
        "providers-use-the-backend",
        "providers talk to get_backend(); there is no tmux_client in them to replace",
        r"mock tmux_client|providers\.new_cli\.tmux_client",
        r"get_backend",
        providers_go_through_the_backend,
    ),
    Statement(
        "unknown-is-a-status",
        "a screen that nothing matches is UNKNOWN; ERROR ends a handoff",
        r"Default to ERROR|error_on_no_recognizable_state|^return TerminalStatus\.ERROR",
        r"UNKNOWN",
        unknown_is_a_status,
    ),
    Statement(
        "status-takes-the-buffer",
        "get_status is given the buffer and takes no tail_lines",
        r"tail_lines.{0,3} (parameter|to check)|get_status\(self, tail_lines",
        r"get_status\(buffer",
        lacks_parameter("get_status", "tail_lines"),
    ),
)
