"""Items of dicts, sets, lists and tuples: where they go, and nothing else moves."""

import ast

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.edit.shapes.shape import Misplaced
from tests.edit.shapes.laws import keeps_the_laws

NAMES = st.lists(st.from_regex(r"[a-z]{1,30}", fullmatch=True), unique=True, max_size=8)
MODE = black.Mode(line_length=100)


def test_an_item_goes_last() -> None:
    before = 'TABLE = {\n    "a": 1,  # one\n    # of two\n    "b": 2,\n    # the end\n}\n'

    assert keeps_the_laws(DictItem("TABLE", '"c"', "3"), before) == (
        'TABLE = {\n    "a": 1,  # one\n    # of two\n    "b": 2,\n    "c": 3,\n    # the end\n}\n'
    )


def test_an_item_goes_before_another_and_its_comments() -> None:
    before = 'TABLE = {\n    "a": 1,\n    # for tests\n    "mock": 2,\n}\n'

    assert keeps_the_laws(DictItem("TABLE", '"c"', "3", before='"mock"'), before) == (
        'TABLE = {\n    "a": 1,\n    "c": 3,\n    # for tests\n    "mock": 2,\n}\n'
    )


def test_an_item_goes_into_its_order() -> None:
    before = 'NAMES = {\n    "a",\n    "c",\n}\n'

    assert keeps_the_laws(Element("NAMES", '"b"', sort=True), before) == (
        'NAMES = {\n    "a",\n    "b",\n    "c",\n}\n'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('TABLE = {\n    "a": 1  # one\n}\n', "the last item has no comma"),
        ('TABLE = {\n    "a": (1),\n}\n', "an item in parentheses"),
    ],
)
def test_what_black_would_write_otherwise_is_refused(text: str, said: str) -> None:
    with pytest.raises(Misplaced, match=said):
        DictItem("TABLE", '"b"', "2").add(text)


def test_a_list_in_a_decorator_that_grows_beyond_its_line_is_refused() -> None:
    text = (
        f'@pytest.mark.parametrize("a", ["{"a" * 30}", "{"b" * 30}"])\ndef test_x(a):\n    pass\n'
    )

    with pytest.raises(Misplaced, match="in a decorator"):
        Element("test_x@parametrize", f'"{"c" * 30}"').add(text)


def test_an_item_that_shares_its_line_is_not_taken_away() -> None:
    with pytest.raises(Misplaced, match="share a line"):
        Element("X", '"a"').remove('X = {\n    "a", "b",\n    "c",\n}\n')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("X = {}\n", 'X = {"a": 1}\n'),
        ("X: dict = {\n}\n", 'X: dict = {\n    "a": 1,\n}\n'),
        ('X = {"b": 2}\n', 'X = {"b": 2, "a": 1}\n'),
        ('if True:\n    X = {\n        "b": 2,\n    }\n', None),
    ],
)
def test_every_layout_of_a_dict_takes_an_item(before: str, after: str | None) -> None:
    shape = DictItem("X", '"a"', "1")
    if after is None:
        with pytest.raises(Misplaced, match="no assignment to X"):
            shape.add(before)
    else:
        assert keeps_the_laws(shape, before) == after


def test_a_wrapped_literal_takes_an_element() -> None:
    before = 'X = frozenset({"a"})\n'

    assert keeps_the_laws(Element("X", '"b"'), before) == 'X = frozenset({"a", "b"})\n'


def test_a_line_that_grows_too_long_is_split_as_black_does_and_joined_again() -> None:
    names = ", ".join(f'"{letter * 20}"' for letter in "abc")
    before = f"X = frozenset({{{names}}})\n"

    after = keeps_the_laws(Element("X", '"' + "e" * 20 + '"'), before)

    assert black.format_str(after, mode=MODE) == after
    assert max(map(len, after.split("\n"))) <= 100


def test_an_item_of_several_lines_is_indented() -> None:
    before = 'class A:\n    X = {\n        "a": {},\n    }\n'
    shape = DictItem("A.X", '"b"', '{\n    "c": [],\n}')

    assert keeps_the_laws(shape, before) == (
        'class A:\n    X = {\n        "a": {},\n'
        '        "b": {\n            "c": [],\n        },\n    }\n'
    )


def test_a_comment_that_names_an_item_goes_with_it() -> None:
    text = 'X = {\n    # for all\n    "a": 1,\n    # what grok does\n    "grok": 2,\n}\n'
    shared = 'X = {\n    # a, b alike\n    "a": 1,\n    "b": 2,\n}\n'

    assert DictItem("X", '"grok"', "").remove(text) == 'X = {\n    # for all\n    "a": 1,\n}\n'
    assert DictItem("X", '"a"', "").remove(shared) == 'X = {\n    # a, b alike\n    "b": 2,\n}\n'
    assert DictItem("X", '"a"', "").remove(text) == (
        'X = {\n    # for all\n    # what grok does\n    "grok": 2,\n}\n'
    )


def test_a_list_in_a_decorator_and_a_set_in_an_assertion_take_elements() -> None:
    before = (
        '@pytest.mark.parametrize(("a", "b"), [(1, 2), (3, 4)])\n'
        'def test_x(a, b):\n    assert found == {"a"}\n'
    )
    with_row = keeps_the_laws(Element("test_x@parametrize", "(5, 6)"), before)
    with_both = keeps_the_laws(Element("test_x@assert", '"b"'), with_row)

    assert with_both == (
        '@pytest.mark.parametrize(("a", "b"), [(1, 2), (3, 4), (5, 6)])\n'
        'def test_x(a, b):\n    assert found == {"a", "b"}\n'
    )


def test_elements_with_the_key_are_one_thing() -> None:
    text = "X = [\n    (A, 1),\n    (B, 1),\n    (A, 2),\n]\n"
    shape = Element("X", "(A, 3)", key="(A, ")

    assert shape.add(text) == text
    assert shape.remove(text) == "X = [\n    (B, 1),\n]\n"


def test_lines_end_where_python_ends_them() -> None:
    before = 'S = "\x0c \u2028"\nX = {\n    "a",\n}\n'

    assert keeps_the_laws(Element("X", '"b"'), before) == before.replace(
        '"a",\n', '"a",\n    "b",\n'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "no such file"),
        ("X = (\n", "does not parse, line 1"),
        ("Y = {}\n", "no assignment to X"),
        ("X = {}\nX = {}\n", "2 times a"),
        ("X = {a for a in b}\n", "no literal"),
        ('X = {"a", "a"}\n', "2 items 'a'"),
    ],
)
def test_a_text_without_the_place_is_refused(text: str | None, said: str) -> None:
    with pytest.raises(Misplaced, match=said):
        Element("X", '"a"').add(text)


@given(names=NAMES, name=st.from_regex(r"[A-Z]{1,30}", fullmatch=True), sort=st.booleans())
def test_black_and_the_laws_hold_for_any_set(names: list[str], name: str, sort: bool) -> None:
    literal = "{" + ", ".join(f'"{each}"' for each in names) + "}" if names else "set()"
    before = black.format_str(f"X = [{literal[1:-1]}]" if names else "X = []", mode=MODE)

    after = keeps_the_laws(Element("X", f'"{name}"', sort=sort), before)

    assert black.format_str(after, mode=MODE) == after
    assert set(ast.literal_eval(after.removeprefix("X = "))) == {*names, name}
