"""The provider in CAO's end-to-end tests, which run where the real CLI is installed."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from cao_scaffold.edit.layout import LINE_LENGTH, laid_out
from cao_scaffold.edit.literal import quoted
from cao_scaffold.edit.shapes.definition import Definition
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames

_FOLDER = "test/e2e"
_CONFTEST = f"{_FOLDER}/conftest.py"
_GREETING = (
    "\"Write a Python function greet(name) that returns 'Hello, {name}!'. \"\n"
    '                "Answer with the code only."'
)
_DEVELOPER = 'agent_profile="developer"'


class _Test(NamedTuple):
    """One test: its name, CAO's function that runs it, and arguments beside the provider."""

    name: str
    runner: str
    arguments: tuple[str, ...] = ()


class _File(NamedTuple):
    """One file of the tests; `word` ends the name of each provider's class in it."""

    name: str
    word: str
    title: str
    tests: tuple[_Test, ...]


_FILES = (
    _File(
        "test_handoff.py",
        "Handoff",
        "A task handed to one agent, and its reply.",
        (
            _Test(
                "handoff_simple_function",
                "_run_handoff_test",
                (
                    _DEVELOPER,
                    f"task_message=(\n                {_GREETING}\n            )",
                    'content_keywords=["greet", "hello", "def"]',
                ),
            ),
            _Test("handoff_second_task", "_run_second_task_same_terminal_test", (_DEVELOPER,)),
        ),
    ),
    _File(
        "test_assign.py",
        "Assign",
        "Tasks given to workers that report back.",
        (
            _Test(
                "assign_data_analyst",
                "_run_assign_test",
                (
                    'agent_profile="data_analyst"',
                    "task_message=DATA_ANALYST_TASK",
                    "content_keywords=DATA_ANALYST_KEYWORDS",
                ),
            ),
            _Test("assign_with_callback", "_run_assign_with_callback_test"),
        ),
    ),
    _File(
        "test_send_message.py",
        "SendMessage",
        "A message in the inbox of another agent.",
        (_Test("send_message_to_inbox", "_run_send_message_test", (_DEVELOPER,)),),
    ),
    _File(
        "test_allowed_tools.py",
        "AllowedTools",
        "An agent's allowed tools, kept with its terminal.",
        (
            _Test(
                "allowed_tools_stored_in_metadata",
                "_run_allowed_tools_stored_test",
                (_DEVELOPER, 'allowed_tools="@builtin,fs_read,@cao-mcp-server"'),
            ),
        ),
    ),
    _File(
        "test_supervisor_orchestration.py",
        "SupervisorOrchestration",
        "A supervisor that hands out tasks by itself.",
        (
            _Test("supervisor_handoff", "_run_supervisor_handoff_test"),
            _Test("supervisor_assign_and_handoff", "_run_supervisor_assign_test"),
        ),
    ),
)


def _edits(registration: Registration) -> tuple[Edit, ...]:
    provider, checkout = registration.provider, registration.checkout
    if not checkout.exists(_CONFTEST):
        return ()
    texts = {file: checkout.text(f"{_FOLDER}/{file.name}") or "" for file in _FILES}
    fixture = _fixture(provider.names, texts, conftest=checkout.text(_CONFTEST) or "")
    edits = [Edit(_CONFTEST, Definition(fixture, _fixture_text(provider, fixture)))]
    for file, text in texts.items():
        # An older CAO runs less.
        tests = tuple(test for test in file.tests if f"def {test.runner}(" in text)
        if tests:
            name = _class(provider.names, file)
            written = _class_text(provider.names, file._replace(tests=tests), fixture=fixture)
            edits.append(Edit(f"{_FOLDER}/{file.name}", Definition(name, written)))
    return tuple(edits)


def _fixture(names: ProviderNames, texts: Mapping[_File, str], *, conftest: str) -> str:
    """Return the fixture that the provider's classes take; upstream shortens some by hand."""
    usual = f"require_{names.value}"
    for file, text in () if f"def {usual}(" in conftest else texts.items():
        _, _, own = text.partition(f"\nclass {_class(names, file)}:\n")
        taken = re.search(r"\(self, (require_\w+)", own.partition("\nclass ")[0])
        if taken:
            return taken[1]
    return usual


def _fixture_text(provider: Provider, fixture: str) -> str:
    missing = f"{provider.names.display} ({provider.binary}) is not installed"
    return laid_out(
        "@pytest.fixture()\n"
        f"def {fixture}():\n"
        f'    """Skip the test where {provider.names.value} has no CLI to run."""\n'
        f"    if not _cli_available({quoted(provider.binary)}):\n"
        f"        pytest.skip({quoted(missing)})"
    )


def _class(names: ProviderNames, file: _File) -> str:
    return f"Test{names.class_name.removesuffix('Provider')}{file.word}"


def _class_text(names: ProviderNames, file: _File, *, fixture: str) -> str:
    methods = "\n\n".join(
        f"    def test_{test.name}(self, {fixture}):\n{_call(names, test)}" for test in file.tests
    )
    head = f'@pytest.mark.e2e\nclass {_class(names, file)}:\n    """{file.title}"""'
    return laid_out(f"{head}\n\n{methods}")


def _call(names: ProviderNames, test: _Test) -> str:
    """Return the call of one of CAO's runners, as black lays it out."""
    given = [f'provider="{names.value}"', *test.arguments]
    line = f"        {test.runner}({', '.join(given)})"
    if len(line) <= LINE_LENGTH and "\n" not in line:
        return line
    inner = f"            {', '.join(given)}"
    if len(given) == 1 or (len(inner) <= LINE_LENGTH and "\n" not in inner):
        return f"        {test.runner}(\n{inner}\n        )"
    lines = "".join(f"            {argument},\n" for argument in given)
    return f"        {test.runner}(\n{lines}        )"


POINT = Point(
    name="end-to-end",
    numbers=(26,),
    kind=Kind.TEST,
    title="CAO's end-to-end tests run with the provider where its CLI is installed.",
    reason="Nothing tests the provider with the real CLI.",
    edits=_edits,
)
