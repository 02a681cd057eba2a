"""The provider in CAO's end-to-end tests, which run where the real CLI is installed."""

from cao_scaffold.edit.literal import quoted
from cao_scaffold.edit.shapes.definition import Definition
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames

_FOLDER = "test/e2e"
_GREETING = (
    "\"Write a Python function greet(name) that returns 'Hello, {name}!'. \"\n"
    '                "Answer with the code only."'
)
# A file, the last word of the class in it, and its tests: name, CAO's runner, its arguments.
_TESTS = {
    "test_handoff.py": (
        "Handoff",
        (
            (
                "handoff_simple_function",
                "_run_handoff_test",
                (
                    'agent_profile="developer"',
                    f"task_message=(\n                {_GREETING}\n            )",
                    'content_keywords=["greet", "hello", "def"]',
                ),
            ),
        ),
    ),
    "test_assign.py": (
        "Assign",
        (
            (
                "assign_data_analyst",
                "_run_assign_test",
                (
                    'agent_profile="data_analyst"',
                    "task_message=DATA_ANALYST_TASK",
                    "content_keywords=DATA_ANALYST_KEYWORDS",
                ),
            ),
            ("assign_with_callback", "_run_assign_with_callback_test", ()),
        ),
    ),
    "test_send_message.py": (
        "SendMessage",
        (("send_message_to_inbox", "_run_send_message_test", ('agent_profile="developer"',)),),
    ),
    "test_allowed_tools.py": (
        "AllowedTools",
        (
            (
                "allowed_tools_stored_in_metadata",
                "_run_allowed_tools_stored_test",
                (
                    'agent_profile="developer"',
                    'allowed_tools="@builtin,fs_read,@cao-mcp-server"',
                ),
            ),
        ),
    ),
    "test_supervisor_orchestration.py": (
        "SupervisorOrchestration",
        (
            ("supervisor_handoff", "_run_supervisor_handoff_test", ()),
            ("supervisor_assign_and_handoff", "_run_supervisor_assign_test", ()),
        ),
    ),
}


def _edits(registration: Registration) -> tuple[Edit, ...]:
    provider, checkout = registration.provider, registration.checkout
    conftest = f"{_FOLDER}/conftest.py"
    if not checkout.exists(conftest):
        return ()
    return (
        Edit(conftest, Definition(_fixture(provider.names), _fixture_text(provider))),
        *(
            Edit(f"{_FOLDER}/{file}", Definition(_class(provider.names, word), text))
            for file, (word, _) in _TESTS.items()
            for text in [_class_text(provider.names, file)]
            if checkout.exists(f"{_FOLDER}/{file}")
        ),
    )


def _fixture(names: ProviderNames) -> str:
    return f"require_{names.value}"


def _fixture_text(provider: Provider) -> str:
    missing = f"{provider.names.display} ({provider.binary}) is not installed"
    return (
        "@pytest.fixture()\n"
        f"def {_fixture(provider.names)}():\n"
        f'    """Skip the test where {provider.names.value} has no CLI to run."""\n'
        f"    if not _cli_available({quoted(provider.binary)}):\n"
        f"        pytest.skip({quoted(missing)})"
    )


def _class(names: ProviderNames, word: str) -> str:
    return f"Test{names.class_name.removesuffix('Provider')}{word}"


def _class_text(names: ProviderNames, file: str) -> str:
    word, tests = _TESTS[file]
    methods = "\n\n".join(
        f"    def test_{name}(self, {_fixture(names)}):\n{_call(names, runner, arguments)}"
        for name, runner, arguments in tests
    )
    head = f'@pytest.mark.e2e\nclass {_class(names, word)}:\n    """{_TITLES[word]}."""'
    return f"{head}\n\n{methods}"


_TITLES = {
    "Handoff": "A task handed to one agent, and its reply",
    "Assign": "Tasks given to workers that report back",
    "SendMessage": "A message in the inbox of another agent",
    "AllowedTools": "An agent's allowed tools, kept with its terminal",
    "SupervisorOrchestration": "A supervisor that hands out tasks by itself",
}


def _call(names: ProviderNames, runner: str, arguments: tuple[str, ...]) -> str:
    """Return the call of one of CAO's runners, as black lays it out."""
    given = [f'provider="{names.value}"', *arguments]
    line = f"        {runner}({', '.join(given)})"
    if len(line) <= 100 and "\n" not in line:
        return line
    inner = f"            {', '.join(given)}"
    if len(given) == 1 or (len(inner) <= 100 and "\n" not in inner):
        return f"        {runner}(\n{inner}\n        )"
    lines = "".join(f"            {argument},\n" for argument in given)
    return f"        {runner}(\n{lines}        )"


POINT = Point(
    name="end-to-end",
    numbers=(26,),
    kind=Kind.TEST,
    title="CAO's end-to-end tests run with the provider where its CLI is installed.",
    reason="Nothing tests the provider with the real CLI.",
    edits=_edits,
)
