import re

import pytest

from cao_scaffold.template.matching_text import matching_texts


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^agent> ", "agent> "),
        (r"^[ \t]*[>❯](?:[ \t]|$)", "> "),  # noqa: RUF001
        (r"\besc to (?:interrupt|cancel)\b", "esc to interrupt"),
        (r"(?i)\[y/n\]", "[y/n]"),
        (r"^\[\d{2}:\d{2}\]", "[11:11]"),
        (r"^>{3} ", ">>> "),
        (r"^[^a-z]+x", " x"),
    ],
)
def test_it_makes_a_text_that_the_pattern_finds_itself_in(pattern: str, expected: str) -> None:
    texts = list(matching_texts(pattern))
    assert expected in texts
    assert all(re.search(pattern, text) for text in texts)


def test_it_goes_into_the_other_branches_too() -> None:
    assert {"esc to interrupt", "esc to cancel"} <= set(
        matching_texts("esc to (?:interrupt|cancel)")
    )


@pytest.mark.parametrize("pattern", ["(?<=a)b", r"(x)\1", "a\nb"])
def test_it_yields_nothing_rather_than_what_does_not_match(pattern: str) -> None:
    assert list(matching_texts(pattern)) == []
