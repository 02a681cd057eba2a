"""Entries are laid out as black does it, where they stand."""

from cao_scaffold.edit.layout import laid_out, laid_out_branch, laid_out_item

LONG = "a_name_that_is_so_long_that_no_two_of_it_go_on_one_line"


def test_what_fits_stays_as_it_is() -> None:
    assert laid_out("a = [1,2]") == "a = [1,2]"
    assert laid_out_item("f(1)", indent=4) == "f(1)"


def test_a_statement_is_split_where_it_stands_too_far_right() -> None:
    call = f"{LONG}('{'x' * 30}')"
    assert laid_out(call, indent=11) == call
    assert laid_out(call, indent=12) == f'{LONG}(\n    "{"x" * 30}"\n)'


def test_an_item_is_split_like_one_among_others() -> None:
    item = f"f({LONG}, {LONG})"
    assert laid_out_item(item, indent=4) == f"f(\n    {LONG},\n    {LONG},\n)"


def test_an_item_has_room_for_its_comma() -> None:
    item = f"f({LONG}, {'x' * 30})"
    assert laid_out_item(item, indent=99 - len(item)) == item
    assert laid_out_item(item, indent=100 - len(item)) != item


def test_an_item_of_a_dict_keeps_its_key() -> None:
    assert laid_out_item(f'"k": f({LONG}, {LONG})', indent=4) == (
        f'"k": f(\n    {LONG},\n    {LONG},\n)'
    )


def test_a_branch_is_split_as_one_that_others_precede() -> None:
    branch = f"elif {LONG} and {LONG}:\n    pass"
    assert laid_out_branch(branch, indent=8) == (
        f"elif (\n    {LONG}\n    and {LONG}\n):\n    pass"
    )
