"""Rows that a CLI with these answers may draw, for the fixtures of a provider's tests."""

# ruff: noqa: RUF001 - the prompts of real CLIs are ambiguous characters

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cao_scaffold.errors import UsageError
from cao_scaffold.provider.answers import Provider
from cao_scaffold.template.matching_text import matching_texts

# What real CLIs draw: it reads better in a fixture than what is made of a pattern.
_READY = ("❯", ">", "›", "? for shortcuts", "$")
_WORKING = ("⠋ Working (1s · esc to interrupt)", "⠋ Thinking… (esc to cancel)", "Thinking…")
_PROMPTS = ("❯ ", "> ", "› ")
_MARKS = ("● ", "⏺ ", "• ", "✦ ")
_QUESTIONS = ("Run this command? [y/n]", "Do you want to proceed? (y/n)", "Do you want to proceed?")
_ERRORS = ("Error: the model is not available", "error: the model is not available")
_CHROME = ("─" * 40, "? for shortcuts")
ASKED = "What does the file say?"
SAID = "It says hello."


@dataclass(frozen=True)
class ExampleRows:
    """One row for each state; "" where the CLI draws no such row.

    `prompt` and `mark` are what stands before the words of a question, and of a reply.
    """

    ready: str
    working: str
    prompt: str
    mark: str
    question: str
    error: str
    chrome: str


def example_rows(provider: Provider) -> ExampleRows:
    """Return rows that the provider's detection takes for what they are.

    Raises UsageError for a pattern of which no example can be made, and where another pattern
    claims every example; and without both an echo and a mark, since no reply could be found.
    """
    if not (provider.echo_pattern or provider.response_pattern):
        raise UsageError(
            "a reply cannot be found without an echo pattern and without a response pattern",
            hint="give at least one of the two",
        )

    def find(kind: str, pattern: str, usual: Iterable[str], words: str = "") -> str:
        if not pattern:
            return ""
        texts = [t for t in (*usual, *matching_texts(pattern)) if _is_own(pattern, t, words)]
        for text in texts:
            if row_kind(provider, text + words) == kind:
                return text if words else text.rstrip()
        raise _no_example(kind, pattern, claimed=bool(texts))

    ready = find("ready", provider.idle_pattern, _READY)
    # A composer becomes the echo of what is typed into it.
    prompts = (f"{ready} ", *_PROMPTS)
    return ExampleRows(
        ready=ready,
        working=find("working", provider.processing_pattern, _WORKING),
        prompt=find("an echo", provider.echo_pattern, prompts, ASKED),
        mark=find("a reply", provider.response_pattern, _MARKS, SAID),
        question=find("a question", provider.permission_pattern, _QUESTIONS),
        error=find("an error", provider.error_pattern, _ERRORS),
        chrome=_chrome(provider),
    )


def example_text(pattern: str) -> str:
    """Return a text that `pattern` matches; raise UsageError where none can be made."""
    for text in matching_texts(pattern):
        return text
    raise _no_example("a startup prompt", pattern, claimed=False)


def row_kind(provider: Provider, row: str) -> str:
    """Return what the generated detection takes one row for, in the order of its tests."""

    def found(pattern: str) -> bool:
        return bool(pattern) and re.search(pattern, row) is not None

    if found(provider.permission_pattern):
        return "a question"
    if found(provider.processing_pattern):
        return "working"
    if found(provider.idle_pattern) and not found(provider.echo_pattern):
        return "ready"
    if any(found(pattern) for pattern in provider.chrome_patterns):
        return "chrome"
    if found(provider.error_pattern):
        return "an error"
    if found(provider.echo_pattern):
        return "an echo"
    return "a reply" if found(provider.response_pattern) else ""


def _no_example(kind: str, pattern: str, *, claimed: bool) -> UsageError:
    if claimed:
        return UsageError(
            f"no row is {kind}: what {pattern!a} matches, another pattern claims",
            hint="narrow the patterns, so that no row is matched by two of them",
        )
    return UsageError(
        f"no example of a row that is {kind} can be made of {pattern!a}",
        hint="rows have no blanks at their end; write it without lookarounds and back-references",
    )


def _is_own(pattern: str, text: str, words: str) -> bool:
    """Tell whether the pattern matches the row, and none of a reply's words with it."""
    found = re.search(pattern, (text + words).rstrip())
    return found is not None and (words != SAID or found.end() == len(text))


def _chrome(provider: Provider) -> str:
    texts = (
        text
        for pattern in provider.chrome_patterns
        for text in (*_CHROME, *matching_texts(pattern))
    )
    return next((text for text in texts if row_kind(provider, text) == "chrome"), "")
