"""Texts stay what they are in Markdown, in its tables, and in MDX."""

from cao_scaffold.edit.markdown import code, escaped


def test_words_are_left_alone() -> None:
    assert escaped("New CLI (beta) $1 & more") == "New CLI (beta) $1 & more"


def test_marks_tags_bars_and_braces_are_shown() -> None:
    assert escaped("*a* [b](c) <d> e|f `g` {h} \\") == (
        "\\*a\\* \\[b\\](c) \\<d\\> e\\|f \\`g\\` \\{h\\} \\\\"
    )


def test_a_span_of_code_is_longer_than_what_it_holds() -> None:
    assert code("a") == "`a`"
    assert code("`a``b|") == "``` `a``b\\| ```"
