"""The questions of `plugin`: an option answers, else the person at the terminal, else a default."""

import subprocess
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import click

from cao_scaffold.errors import ScaffoldError, UsageError
from cao_scaffold.events import parse_events
from cao_scaffold.names import Names, parse_name
from cao_scaffold.template.answers import (
    DEFAULT_LICENSE,
    Answers,
    check_description,
    check_license,
    check_text,
)
from cao_scaffold.template.integrations import BLANK, find_integration, integration_names

Value = TypeVar("Value")


class Given(NamedTuple):
    """What the command line says; None where it says nothing."""

    name: str | None = None
    integration: str | None = None
    events: str | None = None
    description: str | None = None
    author: str | None = None
    license: str | None = None


def ask(given: Given, *, interactive: bool) -> Answers:
    """Return valid answers; raise UsageError for what was given and is not.

    What is given is judged before anything is asked.
    """
    question = _asking if interactive else _not_asking
    _judge(given)
    names = _name(given.name, interactive=interactive)
    own = names.plugin if names.plugin in integration_names() else BLANK
    integration = question(
        f"Integration ({', '.join(integration_names())})", given.integration, own, find_integration
    )
    default_events = ",".join(integration.events)
    return Answers(
        names=names,
        integration=integration,
        events=question("Events", given.events, default_events, parse_events),
        description=question(
            "Description", given.description, integration.summary, check_description
        ),
        author=question("Author", given.author, _author() if interactive else "", _author_text),
        license=question("License", given.license, DEFAULT_LICENSE, check_license),
    )


def _judge(given: Given) -> None:
    judges: dict[str, Callable[[str], object]] = {
        "name": parse_name,
        "integration": find_integration,
        "events": parse_events,
        "description": check_description,
        "author": _author_text,
        "license": check_license,
    }
    for field, value in given._asdict().items():
        if value is not None:
            judges[field](value)


def _name(given: str | None, *, interactive: bool) -> Names:
    if given is None and not interactive:
        raise UsageError("NAME is missing", hint="cao-scaffold plugin NAME, such as ops-feed")
    return _asking("Name", given, None, parse_name)


def _not_asking(text: str, given: str | None, default: str, read: Callable[[str], Value]) -> Value:
    return read(default if given is None else given)


def _asking(
    text: str, given: str | None, default: str | None, read: Callable[[str], Value]
) -> Value:
    """Ask at the terminal, on stderr, until the answer is valid."""
    if given is not None:
        return read(given)

    def reading(answer: str) -> Value:
        try:
            return read(answer)
        except ScaffoldError as problem:
            raise click.UsageError(f"{problem.message} ({problem.hint})") from problem

    answer: Value = click.prompt(
        text, default=default, value_proc=reading, err=True, show_default=bool(default)
    )
    return answer


def _author_text(given: str) -> str:
    return check_text("author", given)


def _author() -> str:
    """Return the name that git signs with, "" where there is none that we can take."""
    try:
        said = subprocess.run(
            ["git", "config", "--get", "user.name"], capture_output=True, timeout=5, check=True
        )
        return _author_text(said.stdout.decode("utf-8").strip())
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError, ScaffoldError):
        return ""
