"""The kinds of an answer: read from words or from a file, and written down."""

import contextlib

import pytest

from cao_scaffold.provider.answers import StartupPrompt
from cao_scaffold.provider.kinds import Prompts, Words
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.provider.questions import QUESTIONS, default_answers


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_what_is_written_down_is_read_again(question):
    default = default_answers(ProviderNames.of("new_cli"))[question.field]
    assert question.kind.read(question.kind.plain(default)) == default


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
@pytest.mark.parametrize("said", [None, 1.5, object(), {"x": 1}, "a\x07"])
def test_what_is_no_answer_raises_nothing_but_a_sentence(question, said):
    with contextlib.suppress(ValueError):
        question.kind.read(said)


def test_a_command_is_split_as_a_shell_would():
    assert Words().read("npx 'new cli' \"$(x)\"") == ("npx", "new cli", "$(x)")


def test_a_list_of_words_is_taken_as_it_is():
    words = ("new-cli", "", "it's", "two\nlines", "{{ x }}")
    assert Words().read(list(words)) == words


@pytest.mark.parametrize("said", ["", "''", [], [""], ["a", "\x07"], ["a", 1], "a\nb", "a '"])
def test_it_is_no_command(said):
    with pytest.raises(ValueError, match=r"\w"):
        Words().read(said)


def test_a_question_at_the_start_is_answered_with_keys():
    assert Prompts().read(["^Trust", "^Theme => Down Enter"]) == (
        StartupPrompt("^Trust", ("Enter",)),
        StartupPrompt("^Theme", ("Down", "Enter")),
    )
