"""Answers: plain text in, the same text out, or a refusal."""

import pytest

from cao_scaffold.errors import UsageError
from cao_scaffold.names import parse_name
from cao_scaffold.template.answers import Answers, check_description, check_license, check_text
from cao_scaffold.template.integrations import find_integration


@pytest.mark.parametrize(
    "given",
    [
        """both ' and " quotes, \\ and \\" and $(date) and `date`""",
        "# no comment",
        "Grüße, 世界, \U0001f680, \u202e, e\u0301",
        '"""',
        "ends with \\",
        "{ single } % # braces",
        "<b>&amp;</b> | [x](y)",
    ],
)
def test_it_takes_any_printable_text(given):
    assert check_text("author", given) == given


def test_it_strips_blanks_around():
    assert check_text("author", "  me  ") == "me"


BAD = {
    "newline": "a\nb",
    "carriage return": "a\rb",
    "tab": "a\tb",
    "NUL": "a\0b",
    "escape": "\x1b[0m",
    "C1": "a\x85b",
    "line separator": "a\u2028b",
    "lone surrogate": "a\udc80b",
    "expression": "{{ 7 * 7 }}",
    "expression's end": "a }} b",
    "statement": "{% raw %}",
    "comment": "{# x #}",
    "201 characters": "a" * 201,
}


@pytest.mark.parametrize("given", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("check", [check_description, check_license], ids=["text", "license"])
def test_it_refuses_what_no_escaping_mends(check, given):
    with pytest.raises(UsageError) as refusal:
        check(given)
    assert refusal.value.message.isprintable()
    assert refusal.value.hint


def test_it_wants_a_description():
    with pytest.raises(UsageError, match="description is empty"):
        check_description("  ")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("mit", "MIT"),
        ("Apache-2.0 or MIT", "Apache-2.0 OR MIT"),
        ("LicenseRef-Proprietary", "LicenseRef-Proprietary"),
        ("GPL-2.0-only WITH Classpath-exception-2.0",) * 2,
    ],
)
def test_it_spells_a_licence_as_spdx_does(given, expected):
    assert check_license(given) == expected


@pytest.mark.parametrize("given", ["", "Foo", "MIT AND", "(MIT)", "MIT/X11", "All rights reserved"])
def test_it_refuses_what_is_no_licence_expression(given):
    with pytest.raises(UsageError):
        check_license(given)


def test_it_names_each_variable_in_full_and_a_file_beside_each_secret():
    answers = Answers(
        parse_name("ops"), find_integration("telegram"), ("post_send_message",), "x", "", "MIT"
    )
    variables = {variable.name: variable for variable in answers.variables}
    assert variables["CAO_OPS_BOT_TOKEN"].secret
    assert variables["CAO_OPS_BOT_TOKEN"].required
    assert not variables["CAO_OPS_BOT_TOKEN_FILE"].required
    assert "CAO_OPS_CHAT_ID_FILE" not in variables
    assert variables["CAO_OPS_API_URL"].default == "https://api.telegram.org"
