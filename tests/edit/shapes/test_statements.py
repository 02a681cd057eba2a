"""Enum members, imports, branches, definitions and statements."""

import pytest

from cao_scaffold.edit.shapes.branch import Branch
from cao_scaffold.edit.shapes.definition import Definition
from cao_scaffold.edit.shapes.enum_member import EnumMember
from cao_scaffold.edit.shapes.import_name import ImportName
from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.shapes.statement import Statement
from tests.edit.shapes.laws import keeps_the_laws

ENUM = 'class P(str, Enum):\n    """Kinds."""\n\n    A = "a"\n    # for tests\n    MOCK = "mock"\n'
CHAIN = """\
class M:
    def create(self, kind):
        if kind == "a":
            made = A()
        elif kind == "b":
            if made:
                made = B()
        # for tests
        elif kind == "mock":
            made = Mock()
        else:
            raise ValueError(kind)
"""
TEST = """\
def test_names(data):
    assert len(data) == 2
    assert "a" in data
    assert "b" in data
    for each in data:
        assert each
"""


def test_a_member_goes_before_another_and_its_comments() -> None:
    assert keeps_the_laws(EnumMember("P", "B", "b", before="MOCK"), ENUM) == ENUM.replace(
        "    # for", '    B = "b"\n    # for'
    )


def test_a_member_goes_last_where_the_other_is_not_there() -> None:
    assert keeps_the_laws(EnumMember("P", "B", "b", before="NONE"), ENUM) == ENUM + '    B = "b"\n'


def test_a_member_of_another_value_is_found_as_it_stands() -> None:
    assert EnumMember("P", "A", "other").find(ENUM) == 'A = "a"'


@pytest.mark.parametrize(("module", "line"), [("p.aa", 0), ("p.b", 1), ("p.d", 5), ("p.z", 6)])
def test_an_import_goes_where_isort_puts_it(module: str, line: int) -> None:
    before = (
        "from p.ab import X\nfrom p.c import (\n    Y,\n    Z,\n)\nfrom p.e import W\nimport q\n"
    )
    lines = before.split("\n")

    after = keeps_the_laws(ImportName(module, "N"), before)

    assert after.split("\n") == [*lines[:line], f"from {module} import N", *lines[line:]]


def test_a_long_import_is_split_as_black_does() -> None:
    shape = ImportName(f"p.{'m' * 60}", "N" * 40)

    assert keeps_the_laws(shape, "from p.a import X\n").endswith(f"import (\n    {'N' * 40},\n)\n")


def test_a_branch_goes_before_another_and_its_comments() -> None:
    shape = Branch("M.create", 'kind == "c"', "made = C()", before='kind == "mock"')

    assert keeps_the_laws(shape, CHAIN) == CHAIN.replace(
        "        # for", '        elif kind == "c":\n            made = C()\n        # for'
    )


def test_a_branch_goes_before_else() -> None:
    shape = Branch("M.create", 'kind == "c"', "made = C()")

    assert keeps_the_laws(shape, CHAIN) == CHAIN.replace(
        "        else:", '        elif kind == "c":\n            made = C()\n        else:'
    )


def test_an_if_of_two_conditions_is_a_chain_too() -> None:
    before = (
        'def f(m):\n    if m and m.get("p") == 1:\n        a()\n'
        '    elif m and m.get("p") == 2:\n        b()\n'
    )
    shape = Branch("f", 'm and m.get("p") == 3', "c()")

    assert (
        keeps_the_laws(shape, before) == before + '    elif m and m.get("p") == 3:\n        c()\n'
    )


def test_two_chains_on_the_same_thing_are_refused() -> None:
    with pytest.raises(Misplaced, match="2 chains"):
        Branch("f", "a == 3", "c()").add(
            "def f(a):\n" + 2 * "    if a == 1:\n        b()\n    elif a == 2:\n        b()\n"
        )


def test_a_definition_goes_to_the_end() -> None:
    shape = Definition("g", "@mark\ndef g():\n    return 1")

    assert keeps_the_laws(shape, "def f():\n    pass\n") == (
        "def f():\n    pass\n\n\n@mark\ndef g():\n    return 1\n"
    )


def test_a_definition_goes_below_another() -> None:
    shape = Definition("g", "def g():\n    return 1", after="f")

    assert keeps_the_laws(shape, "def f():\n    pass\n\n\nclass A:\n    pass\n") == (
        "def f():\n    pass\n\n\ndef g():\n    return 1\n\n\nclass A:\n    pass\n"
    )


def test_a_statement_is_counted() -> None:
    shape = Statement(
        "test_names", 'assert "c" in data', like=r"assert '\w' in data", counted="len(data)"
    )

    assert keeps_the_laws(shape, TEST) == TEST.replace("== 2", "== 3").replace(
        '"b" in data\n', '"b" in data\n    assert "c" in data\n'
    )


def test_a_statement_with_the_key_is_the_same_thing() -> None:
    shape = Statement("test_names", 'assert "a" in x', like="assert '.*", key="assert 'a'")

    assert shape.add(TEST) == TEST
