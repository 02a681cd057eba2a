"""Rows, bullets, links and words in Markdown, items in a line, and whole files."""

import pytest

from cao_scaffold.edit.shapes.bullet import Bullet
from cao_scaffold.edit.shapes.cell_word import CellWord
from cao_scaffold.edit.shapes.file import NewFile
from cao_scaffold.edit.shapes.line_item import LineItem
from cao_scaffold.edit.shapes.linked_name import LinkedName
from cao_scaffold.edit.shapes.shape import Misplaced
from cao_scaffold.edit.shapes.table_row import TableRow
from tests.edit.shapes.laws import keeps_the_laws

TABLE = "Text\n\n| Provider | Docs |\n|---|---|\n| **[A B](a.md)** | a |\n| C | `x|y` |\n\nMore\n"
CHANGES = """\
# Changelog

## [Unreleased]

- breaking

### Added

- one
  more

- two

## [1.0]

### Added

- old
"""
LINKS = """\
Install:

- tmux
- At least one:
  [A](docs/a.md), [B](docs/b.md),
  [C](docs/c.md), or
  [D](docs/d.md)

See [A](docs/a.md), and [B](docs/b.md).
"""


def test_a_row_goes_last() -> None:
    assert keeps_the_laws(TableRow(("Provider", "Docs"), ("D", "d")), TABLE) == TABLE.replace(
        "\n\nMore", "\n| D | d |\n\nMore"
    )


def test_a_row_is_found_through_its_markup() -> None:
    assert TableRow(("Provider",), ("A B", "z")).find(TABLE) == "| **[A B](a.md)** | a |"


def test_a_row_is_found_by_its_key() -> None:
    shape = TableRow(("Provider",), ("Other", "z"), key="(a.md)")

    assert shape.remove(TABLE) == TABLE.replace("| **[A B](a.md)** | a |\n", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "no such file"), ("none\n", "0 tables"), (TABLE + TABLE, "2 tables")],
)
def test_a_text_without_the_one_table_is_refused(text: str | None, said: str) -> None:
    with pytest.raises(Misplaced, match=said):
        TableRow(("Provider", "Docs"), ("D", "d")).add(text)


def test_a_row_of_other_width_is_refused() -> None:
    with pytest.raises(Misplaced, match="2 columns"):
        TableRow(("Provider", "Docs"), ("D", "d", "e")).add(TABLE)


def test_a_bullet_goes_to_the_end_of_its_list() -> None:
    shape = Bullet(("## [Unreleased]", "### Added"), "`x`", "`x` is new")

    assert keeps_the_laws(shape, CHANGES) == CHANGES.replace("- two\n", "- two\n- `x` is new\n")


def test_a_missing_heading_is_written_and_goes_with_its_last_bullet() -> None:
    before = "## [Unreleased]\n\n- all\n\n### Fixed\n\n- a\n\n## [1.0]\n"
    shape = Bullet(("## [Unreleased]", "### Added"), "`x`", "`x` is new")

    after = keeps_the_laws(shape, before)

    assert after == before.replace("### Fixed", "### Added\n\n- `x` is new\n\n### Fixed")


def test_a_heading_in_a_block_of_code_is_none() -> None:
    before = "## [Unreleased]\n\n```\n### Added\n```\n\n### Added\n\n- one\n"
    shape = Bullet(("## [Unreleased]", "### Added"), "`x`", "`x` is new")

    assert keeps_the_laws(shape, before) == before + "- `x` is new\n"


def test_two_equal_headings_are_refused() -> None:
    with pytest.raises(Misplaced, match="2 headings ### Added"):
        Bullet(("## [U]", "### Added"), "`x`", "x").add("## [U]\n### Added\n### Added\n")


def test_a_missing_section_is_refused() -> None:
    with pytest.raises(Misplaced, match="no heading ## \\[Unreleased\\]"):
        Bullet(("## [Unreleased]", "### Added"), "`x`", "x").add("## [1.0]\n")


def test_a_link_goes_before_the_last_pair() -> None:
    assert keeps_the_laws(LinkedName("or", "N", "docs/n.md"), LINKS) == LINKS.replace(
        "  [C]", "  [N](docs/n.md),\n  [C]"
    )


def test_a_sentence_with_two_links_is_no_list() -> None:
    with pytest.raises(Misplaced, match="0 lists"):
        LinkedName("and", "N", "docs/n.md").add(LINKS)


def test_a_word_goes_last_into_its_cell() -> None:
    before = "| Now | `a`, `b` | text |\n| Never | `c` | text |\n"
    shape = CellWord("Now", "`d`", others=("Never",))

    assert (
        keeps_the_laws(shape, before) == "| Now | `a`, `b`, `d` | text |\n| Never | `c` | text |\n"
    )


def test_a_word_is_found_in_the_other_rows() -> None:
    text = "| Now | `a` | text |\n| Never | `c` | text |\n"

    assert CellWord("Now", "`c`", others=("Never",)).add(text) == text


def test_an_item_goes_last_into_its_line() -> None:
    before = "const A = ['a', 'b']\nconst B = ['c']\n"

    assert keeps_the_laws(LineItem("const A = [", "'d'"), before) == (
        "const A = ['a', 'b', 'd']\nconst B = ['c']\n"
    )


def test_a_file_is_written_once_and_kept() -> None:
    shape = NewFile("new\n")

    assert shape.add(None) == "new\n"
    assert shape.add("edited\n") == "edited\n"
    assert shape.find("edited\n") == "edited\n"
    assert shape.remove("edited\n") is None
