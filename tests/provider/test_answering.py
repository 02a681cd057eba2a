"""Answers made into a provider, and written down again."""

import pytest

from cao_scaffold.errors import UsageError
from cao_scaffold.provider.answering import (
    make_provider,
    plain_answers,
    plain_text,
    read_answer,
    read_answers,
)
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.provider.questions import QUESTIONS

NAMES = ProviderNames.of("new_cli")


def test_what_is_not_given_is_a_default():
    provider = make_provider(NAMES, {"term": "xterm"})
    assert (provider.term, provider.command) == ("xterm", ("new-cli",))


def test_what_is_written_down_makes_the_same_provider():
    provider = make_provider(NAMES, {"display_name": "It", "command": ("a", "b\nc")})
    answers = read_answers(plain_answers(provider), where="a record")
    assert make_provider(NAMES, answers) == provider


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.field)
def test_a_default_is_shown_as_it_can_be_typed(question):
    default = plain_answers(make_provider(NAMES, {}))[question.field]
    shown = plain_text(question, question.kind.read(default))
    typed = [part for part in shown.split(";") if part] if question.kind.repeats else shown
    assert question.kind.plain(question.kind.read(typed)) == default


def test_it_names_the_option_of_what_is_no_answer():
    with pytest.raises(UsageError, match=r"^--enter-count: 'x' is no number") as problem:
        read_answer("enter_count", "x")
    assert problem.value.hint.startswith("--enter-count: Enter keys")


def test_it_names_the_place_of_what_is_no_answer():
    with pytest.raises(UsageError, match=r"^a\.toml, term: 1 is no text"):
        read_answers({"term": 1}, where="a.toml")
