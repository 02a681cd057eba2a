"""Source text as black lays it out at CAO's line length; black is loaded for long lines only."""

import textwrap

LINE_LENGTH = 100
_HEAD = "if _:\n    pass\n"


def laid_out(statements: str, *, indent: int = 0) -> str:
    """Return statements as they stand `indent` columns to the right, without that indentation."""
    return statements if _fits(statements, indent) else _formatted(statements, indent)


def laid_out_item(item: str, *, indent: int) -> str:
    """Return an item of a dict, set or list, without its comma; it has lines of its own."""
    # Room for the comma.
    if _fits(item, indent + 1):
        return item
    lines = _formatted(f"{{\n{item},\n}}", indent - 4).split("\n")[1:-1]
    return textwrap.dedent("\n".join(lines)).removesuffix(",")


def laid_out_branch(branch: str, *, indent: int) -> str:
    """Return a branch that begins with `elif`."""
    return laid_out(_HEAD + branch, indent=indent).removeprefix(_HEAD)


def _formatted(source: str, indent: int) -> str:
    import black

    mode = black.Mode(line_length=LINE_LENGTH - indent)
    return black.format_str(source, mode=mode).rstrip("\n")


def _fits(source: str, indent: int) -> bool:
    return max(map(len, source.split("\n"))) + indent <= LINE_LENGTH
