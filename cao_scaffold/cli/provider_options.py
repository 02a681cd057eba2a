"""The options of `provider`, one for each answer, and the questions on a terminal."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from cao_scaffold.errors import UsageError
from cao_scaffold.provider.answering import (
    make_provider,
    plain_text,
    read_answer,
    read_answers_file,
)
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.kinds import Choice, Flag
from cao_scaffold.provider.names import ProviderNames, parse_provider_name
from cao_scaffold.provider.questions import QUESTIONS, Question, default_answers

Command = TypeVar("Command", bound=Callable[..., Any])


def answer_options(command: Command) -> Command:
    """Add an option for each answer to a command."""
    for question in reversed(QUESTIONS):
        command = _option(question)(command)
    return command


def given_answers(file: Path | None, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the file of answers and the options say; options win.

    Raises UsageError for what is no answer.
    """
    given = read_answers_file(file) if file else {}
    said = {field: value for field, value in options.items() if value not in (None, ())}
    return given | {
        field: read_answer(field, list(value) if isinstance(value, tuple) else value)
        for field, value in said.items()
    }


def ask_name(given: str | None, *, interactive: bool) -> ProviderNames:
    """Return the name; raise UsageError where nobody can be asked for it."""
    if given is None and not interactive:
        raise UsageError("NAME is missing", hint="cao-scaffold provider NAME, such as new-cli")
    if given is None:
        given = click.prompt("Name", err=True)
    return parse_provider_name(given)


def ask_answers(names: ProviderNames, given: Mapping[str, Any], *, interactive: bool) -> Provider:
    """Return the provider: what is given, what the person at the terminal says, else defaults."""
    answers = dict(given)
    if interactive:
        defaults = default_answers(names)
        for question in QUESTIONS:
            if question.field not in answers and question.asked({**defaults, **answers}):
                answers[question.field] = _ask(question, defaults[question.field])
    return make_provider(names, answers)


def _option(question: Question) -> Callable[[Command], Command]:
    kind = question.kind
    if isinstance(kind, Flag):
        both = f"{question.option}/--no-{question.option.removeprefix('--')}"
        return click.option(both, question.field, default=None, help=question.help)
    metavar = "|".join(kind.values) if isinstance(kind, Choice) else "TEXT"
    return click.option(
        question.option,
        question.field,
        multiple=kind.repeats,
        metavar=metavar,
        help=question.help,
    )


def _ask(question: Question, default: Any) -> Any:
    """Ask at the terminal, on stderr, until the answer is valid."""

    def reading(said: str) -> Any:
        try:
            several = [part for part in said.split(";") if part.strip()]
            return read_answer(question.field, several if question.kind.repeats else said)
        except UsageError as problem:
            raise click.UsageError(problem.message) from problem

    shown = plain_text(question, default)
    answer = click.prompt(
        question.help.rstrip("."),
        default=shown,
        value_proc=reading,
        err=True,
        show_default=bool(shown),
    )
    return answer
