"""Where each topic of CAO's own two skills lives in ours, or why it is not taught."""

from typing import NamedTuple


class Topic(NamedTuple):
    """A heading of theirs; the file of ours that teaches it, and words that stand there."""

    theirs: str
    ours: str
    words: str


class Left(NamedTuple):
    """A heading of theirs that ours does not teach."""

    theirs: str
    why: str


_PLUGIN = "SKILL.md"
_EVENTS = "references/hook-events.md"
_TEMPLATE = "references/plugin-template.md"
_LESSONS = "references/lessons-learnt.md"
_GUIDE = "references/test-guide.md"
_PROVIDER_TEMPLATE = "references/provider-template.md"

TOPICS: dict[str, tuple[Topic | Left, ...]] = {
    "cao-plugin": (
        Topic(f"{_PLUGIN}#CAO Plugin Creator", "SKILL.md", "An event plugin for CAO"),
        Topic(f"{_PLUGIN}#What You're Building", "references/hooks.md", "subclass of `CaoPlugin`"),
        Topic(f"{_PLUGIN}#Before You Start", "SKILL.md", "Ask first"),
        Topic(f"{_PLUGIN}#Hard Requirements", "references/hooks.md", "The contract"),
        Topic(f"{_PLUGIN}#1. Package layout", "SKILL.md", "cao-scaffold plugin telegram"),
        Topic(f"{_PLUGIN}#2. Plugin class contract", "references/hooks.md", "takes no argument"),
        Topic(f"{_PLUGIN}#3. Hook method contract", "references/hooks.md", "takes one event"),
        Topic(
            f"{_PLUGIN}#4. Entry-point registration", "references/hooks.md", "may declare several"
        ),
        Topic(f"{_PLUGIN}#5. Build system", "references/hooks.md", "Build with hatchling"),
        Topic(f"{_PLUGIN}#6. Configuration", "references/hooks.md", "hands over no settings"),
        Topic(f"{_PLUGIN}#7. Lifecycle guarantees", "SKILL.md", "no hot reload"),
        Topic(
            f"{_PLUGIN}#8. Dispatch semantics", "references/events.md", "no filter and no priority"
        ),
        Topic(f"{_PLUGIN}#Step-by-Step Implementation", "SKILL.md", "## Do"),
        Topic(f"{_PLUGIN}#Step 1: Scaffold the package", "SKILL.md", "Write it"),
        Topic(f"{_PLUGIN}#Step 2: Implement the plugin class", "SKILL.md", "fill in the hooks"),
        Topic(f"{_PLUGIN}#Step 3: Pick events and write handlers", "SKILL.md", "Which events?"),
        Topic(f"{_PLUGIN}#Step 4: Register the entry point", "references/hooks.md", "cao.plugins"),
        Topic(
            f"{_PLUGIN}#Step 5: Install into the CAO environment",
            "references/troubleshooting.md",
            "The right environment",
        ),
        Topic(
            f"{_PLUGIN}#Step 6: Verify the plugin loads",
            "references/troubleshooting.md",
            "Loaded CAO plugin: telegram",
        ),
        Topic(f"{_PLUGIN}#Step 7: Write unit tests", "references/hooks.md", "## Tests"),
        Topic(
            f"{_PLUGIN}#Install & Verify",
            "references/troubleshooting.md",
            "no second installation",
        ),
        Topic(f"{_PLUGIN}#File Checklist", "SKILL.md", "no findings"),
        Topic(f"{_PLUGIN}#References", "SKILL.md", "## Read more"),
        Topic(f"{_EVENTS}#CAO Plugin Hook Events", "references/events.md", "# The events"),
        Topic(f"{_EVENTS}#General contract", "references/events.md", "What the fields hold"),
        Topic(f"{_EVENTS}#Event catalog", "references/events.md", "PostSendMessageEvent"),
        Topic(f"{_EVENTS}#post_send_message", "references/events.md", "has been typed"),
        Topic(f"{_EVENTS}#post_create_session", "references/events.md", "PostCreateSessionEvent"),
        Topic(f"{_EVENTS}#post_kill_session", "references/events.md", "PostKillSessionEvent"),
        Topic(f"{_EVENTS}#post_create_terminal", "references/events.md", "PostCreateTerminalEvent"),
        Topic(f"{_EVENTS}#post_kill_terminal", "references/events.md", "PostKillTerminalEvent"),
        Topic(f"{_EVENTS}#Quick reference table", "references/events.md", "its own fields"),
        Topic(f"{_EVENTS}#Not yet supported", "references/events.md", "no event before the fact"),
        Left(f"{_TEMPLATE}#CAO Plugin Template", "the command writes it, for these events"),
        Left(f"{_TEMPLATE}#Directory layout", "the command writes it"),
        Topic(f"{_TEMPLATE}#pyproject.toml", "references/hooks.md", "What to declare"),
        Topic(
            f"{_TEMPLATE}#my_cao_plugin/plugin.py", "references/events.md", "class Quiet(CaoPlugin)"
        ),
        Topic(f"{_TEMPLATE}#env.template (optional)", "references/hooks.md", "env.template"),
        Topic(f"{_TEMPLATE}#tests/test_plugin.py", "references/hooks.md", "anyio's marker"),
        Topic(f"{_TEMPLATE}#Install", "references/troubleshooting.md", "uv pip install -e"),
    ),
    "cao-provider": (
        Topic(f"{_PLUGIN}#CAO Provider Creator", "SKILL.md", "A provider for CAO"),
        Topic(f"{_PLUGIN}#What You're Building", "references/anatomy.md", "lets CAO run one CLI"),
        Topic(f"{_PLUGIN}#Before You Start", "SKILL.md", "## Find out"),
        Topic(f"{_PLUGIN}#Step-by-Step Implementation", "SKILL.md", "## Do"),
        Topic(f"{_PLUGIN}#Step 1: Add to ProviderType enum", "references/points.md", "The value"),
        Topic(
            f"{_PLUGIN}#Step 2: Create the provider class", "references/anatomy.md", "The contract"
        ),
        Topic(
            f"{_PLUGIN}#Step 3: Register in ProviderManager",
            "references/points.md",
            "manager-branch",
        ),
        Topic(
            f"{_PLUGIN}#Step 4: Add to PROVIDERS_REQUIRING_WORKSPACE_ACCESS",
            "references/points.md",
            "workspace-access",
        ),
        Topic(
            f"{_PLUGIN}#Step 5: Tool restriction enforcement",
            "references/tool-restriction.md",
            "How it is delivered",
        ),
        Topic(
            f"{_PLUGIN}#Step 6: Handle startup prompts", "references/launch.md", "Startup prompts"
        ),
        Topic(f"{_PLUGIN}#Step 7: Write unit tests", "references/testing.md", "Fixtures"),
        Topic(f"{_PLUGIN}#Step 8: Write e2e tests", "references/testing.md", "End to end"),
        Topic(
            f"{_PLUGIN}#Step 9: Validate with assign + handoff orchestration",
            "references/testing.md",
            "examples/assign/",
        ),
        Topic(f"{_PLUGIN}#Step 10: Documentation", "references/documentation.md", "The page"),
        Topic(f"{_PLUGIN}#File Checklist", "references/points.md", "registered where"),
        Left(f"{_LESSONS}#Lessons Learnt from Provider Development", "its lessons follow"),
        Topic(
            f"{_LESSONS}#1. Stale Buffer Matching (Critical)",
            "references/status-detection.md",
            "Stale buffer",
        ),
        Topic(
            f"{_LESSONS}#2. Double Enter After Paste", "references/launch.md", "paste_enter_count"
        ),
        Topic(
            f"{_LESSONS}#3. New TUI Format Breaking Detection",
            "references/status-detection.md",
            "look moves between versions",
        ),
        Topic(
            f"{_LESSONS}#4. Exception Wrapping in load_agent_profile()",
            "references/launch.md",
            "raises FileNotFoundError",
        ),
        Topic(
            f"{_LESSONS}#5. ANSI Codes Everywhere",
            "references/status-detection.md",
            "colours alone",
        ),
        Topic(
            f"{_LESSONS}#6. TOOL_MAPPING Is Only for Translation",
            "references/tool-restriction.md",
            "names of their own",
        ),
        Topic(
            f"{_LESSONS}#7. Confirmation Prompt Blocks Automation",
            "references/tool-restriction.md",
            "--auto-approve",
        ),
        Topic(
            f"{_LESSONS}#8. tmux Session Cleanup in Tests",
            "references/testing.md",
            "left over shows",
        ),
        Topic(
            f"{_LESSONS}#9. Provider-Specific MCP Configuration",
            "references/launch.md",
            "MCP servers",
        ),
        Topic(
            f"{_LESSONS}#10. Nested Session Detection", "references/launch.md", "Nested sessions"
        ),
        Topic(
            f"{_LESSONS}#11. Role → allowedTools Resolution Chain",
            "references/tool-restriction.md",
            "bundle of its `role`",
        ),
        Topic(
            f'{_LESSONS}#12. Child allowedTools=["*"] Must Override Parent Restrictions',
            "references/tool-restriction.md",
            "An unrestricted child",
        ),
        Topic(
            f"{_LESSONS}#13. Three Enforcement Approaches — Know Which One Your Provider Needs",
            "references/tool-restriction.md",
            "Whether it holds",
        ),
        Topic(
            f"{_LESSONS}#14. Shell Warm-up Before CLI Launch",
            "references/launch.md",
            "Shell warm-up",
        ),
        Topic(
            f"{_LESSONS}#15. TERM Environment Variable Compatibility",
            "references/launch.md",
            "`TERM`",
        ),
        Topic(
            f"{_LESSONS}#16. Alt-Screen vs Scrollback — A Fundamental Design Decision",
            "references/status-detection.md",
            "Full screen against scrollback",
        ),
        Topic(
            f"{_LESSONS}#17. Startup Prompt Stabilization Loop", "references/launch.md", "in a loop"
        ),
        Topic(
            f"{_LESSONS}#18. Stale Permission Prompt Detection",
            "references/status-detection.md",
            "Stale permission prompts",
        ),
        Topic(
            f"{_LESSONS}#19. Per-Directory Single-Instance Locks",
            "references/launch.md",
            "One instance a folder",
        ),
        Topic(
            f"{_LESSONS}#20. E2E Validation: All 11 Tests Must Pass (Minimum Success Criteria)",
            "references/testing.md",
            "End to end",
        ),
        Topic(
            f"{_LESSONS}#Handoff tests (2 tests) — test/e2e/test_handoff.py",
            "references/testing.md",
            "and a second task",
        ),
        Topic(
            f"{_LESSONS}#Assign tests (3 tests) — test/e2e/test_assign.py",
            "references/testing.md",
            "assign, with callback",
        ),
        Topic(
            f"{_LESSONS}#Send Message test (1 test) — test/e2e/test_send_message.py",
            "references/testing.md",
            "send message",
        ),
        Topic(
            f"{_LESSONS}#Allowed Tools tests (3 tests) — test/e2e/test_allowed_tools.py",
            "references/testing.md",
            "held to it",
        ),
        Topic(
            f"{_LESSONS}#Supervisor Orchestration tests (2 tests) "
            "— test/e2e/test_supervisor_orchestration.py",
            "references/testing.md",
            "the agent itself calls",
        ),
        Topic(f"{_LESSONS}#Running the full suite", "references/testing.md", "-k NewCli"),
        Left(f"{_PROVIDER_TEMPLATE}#Provider Template", "no release since 2.3.0 can run it"),
        Topic(
            f"{_PROVIDER_TEMPLATE}#Key Design Decisions",
            "references/status-detection.md",
            "The order",
        ),
        Topic(
            f"{_PROVIDER_TEMPLATE}#Why check COMPLETED before PROCESSING?",
            "references/status-detection.md",
            "The newest mark wins",
        ),
        Topic(
            f"{_PROVIDER_TEMPLATE}#Why define patterns at module level?",
            "references/status-detection.md",
            "Module level, compiled",
        ),
        Topic(
            f"{_PROVIDER_TEMPLATE}#Why inject CAO_TERMINAL_ID into MCP env?",
            "references/launch.md",
            "do not know who calls",
        ),
        Topic(f"{_GUIDE}#Provider Test Guide", "references/testing.md", "Testing a provider"),
        Topic(f"{_GUIDE}#Directory Structure", "references/testing.md", "fixtures beside it"),
        Topic(f"{_GUIDE}#Creating Fixtures", "references/testing.md", "tmux capture-pane"),
        Topic(f"{_GUIDE}#Unit Test Structure", "references/testing.md", "What is written for you"),
        Topic(
            f"{_GUIDE}#E2E Test Classes", "references/testing.md", "Classes in the end-to-end tests"
        ),
        Topic(
            f"{_GUIDE}#test/e2e/conftest.py", "references/testing.md", "a fixture that skips them"
        ),
        Left(
            f"{_GUIDE}#test/e2e/test_allowed_tools.py",
            "its calls have the wrong arity and name a profile that is not there; we write them",
        ),
        Left(
            f"{_GUIDE}#test/e2e/test_assign.py, test_handoff.py, test_send_message.py, "
            "test_supervisor_orchestration.py",
            "the command writes them",
        ),
        Topic(f"{_GUIDE}#Running Tests", "references/testing.md", "## Commands"),
        Topic(f"{_GUIDE}#Coverage Target", "references/testing.md", "For coverage name the module"),
    ),
}
