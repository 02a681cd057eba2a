# ruff: noqa: RUF001 - the prompts of real CLIs are ambiguous characters

from dataclasses import replace

import pytest

from cao_scaffold.errors import UsageError
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.template.example_rows import ExampleRows, example_rows, example_text, row_kind

PROVIDER = Provider(ProviderNames.of("new_cli"), command=("new-cli",))


def test_it_draws_what_real_clis_draw() -> None:
    assert example_rows(PROVIDER) == ExampleRows(
        ready="❯",
        working="⠋ Working (1s · esc to interrupt)",
        prompt="❯ ",
        mark="● ",
        question="Run this command? [y/n]",
        error="Error: the model is not available",
        chrome="─" * 40,
    )


def test_it_makes_rows_of_patterns_that_no_usual_row_has() -> None:
    provider = replace(
        PROVIDER,
        idle_pattern="^agent>>$",
        echo_pattern=r"^agent>> \S",
        response_pattern="^bot:[ ]",
        permission_pattern="^May I",
        error_pattern=r"^E\d{3}",
    )
    rows = example_rows(provider)
    assert (rows.ready, rows.prompt, rows.mark) == ("agent>>", "agent>> ", "bot: ")
    assert (rows.question, rows.error) == ("May I", "E111")


def test_it_leaves_out_what_the_cli_does_not_draw() -> None:
    rows = example_rows(replace(PROVIDER, error_pattern="", chrome_patterns=()))
    assert (rows.error, rows.chrome) == ("", "")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("❯", "ready"),
        ("❯ asked", "an echo"),
        ("Working: esc to interrupt [y/n]", "a question"),
        ("────", "chrome"),
        ("nothing", ""),
    ],
)
def test_it_reads_a_row_in_the_order_of_the_detection(row: str, expected: str) -> None:
    assert row_kind(PROVIDER, row) == expected


def test_it_refuses_patterns_of_which_one_claims_every_row_of_another() -> None:
    provider = replace(PROVIDER, idle_pattern="^> ready", echo_pattern="^> ")
    with pytest.raises(UsageError, match="no row is ready"):
        example_rows(provider)


def test_it_refuses_a_pattern_that_needs_a_blank_at_the_end_of_a_row() -> None:
    with pytest.raises(UsageError, match="ready") as caught:
        example_rows(replace(PROVIDER, idle_pattern="^agent> $"))
    assert "no blanks at their end" in str(caught.value.hint)


def test_it_refuses_to_look_for_replies_without_any_mark() -> None:
    with pytest.raises(UsageError, match="a reply cannot be found"):
        example_rows(replace(PROVIDER, echo_pattern="", response_pattern=""))


def test_it_refuses_a_startup_prompt_without_an_example() -> None:
    with pytest.raises(UsageError, match="a startup prompt"):
        example_text("(?<=a)b")
