"""The ends of lines survive an edit."""

import pytest

from cao_scaffold.edit.newlines import MixedNewlinesError, read_lines


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\r\nb\r\n", "a\r\nb", "form\x0cfeed\u2028\n"])
def test_a_text_comes_back_as_it_was(text: str) -> None:
    lines = read_lines(text)

    assert lines.restored(lines.text) == text


def test_an_added_line_ends_as_its_neighbours_do() -> None:
    lines = read_lines("a\r\nb\r\n")

    assert lines.restored(lines.text + "c\n") == "a\r\nb\r\nc\r\n"


def test_mixed_ends_are_refused() -> None:
    with pytest.raises(MixedNewlinesError):
        read_lines("a\r\nb\n")
