"""Short texts that a regular expression matches, made from its own syntax tree."""

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

# The standard library's own parser has another name before Python 3.11.
if sys.version_info >= (3, 11):
    from re import _constants as op
    from re import _parser as parser
else:
    import sre_constants as op
    import sre_parse as parser

_USUAL = "x 1.-_:>"
_CLASSES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdigit,
    op.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    op.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    op.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}
_VARIANTS = 4


def matching_texts(pattern: str) -> Iterator[str]:
    """Yield a few texts of one line that `pattern` finds itself in; none where that is hard.

    Lookarounds are left to luck: what they refuse is not yielded.
    """
    tree = parser.parse(pattern)
    found = set()
    for variant in range(_VARIANTS):
        text = _text(tree, variant)
        if text not in found and "\n" not in text and re.search(pattern, text):
            found.add(text)
            yield text


def _text(tree: Any, variant: int) -> str:
    """Return a text for a sequence of nodes; `variant` chooses among branches and repeats."""
    made = ""
    for kind, argument in tree:
        make = _MAKERS.get(kind)
        made += make(argument, variant) if make else ""
    return made


def _branch(argument: Any, variant: int) -> str:
    _, branches = argument
    return _text(branches[variant % len(branches)], variant)


def _repeat(argument: Any, variant: int) -> str:
    least, most, tree = argument
    times = min(max(int(least), variant % 2), int(most))
    return _text(tree, variant) * times


def _character(items: Any) -> str:
    """Return the first usual character that a class has, else the first of its own."""
    negated = items[0][0] is op.NEGATE
    own = "".join(_first(item) for item in items)
    for character in _USUAL if negated else own + _USUAL:
        if any(_has(item, character) for item in items) is not negated:
            return character
    return ""


def _first(item: Any) -> str:
    """Return the character that a literal is or a range begins with, "" for anything else."""
    kind, argument = item
    if kind is op.LITERAL:
        return chr(argument)
    return chr(argument[0]) if kind is op.RANGE else ""


def _has(item: Any, character: str) -> bool:
    kind, argument = item
    if kind is op.RANGE:
        low, high = argument
        return bool(low <= ord(character) <= high)
    if kind is op.CATEGORY:
        return _CLASSES[argument](character)
    return kind is op.LITERAL and chr(argument) == character


_MAKERS: dict[Any, Callable[[Any, int], str]] = {
    op.LITERAL: lambda argument, _: chr(argument),
    op.NOT_LITERAL: lambda argument, _: next(c for c in _USUAL if ord(c) != argument),
    op.ANY: lambda _, __: "x",
    op.IN: lambda argument, _: _character(argument),
    op.BRANCH: _branch,
    op.MAX_REPEAT: _repeat,
    op.MIN_REPEAT: _repeat,
    op.SUBPATTERN: lambda argument, variant: _text(argument[-1], variant),
}
if sys.version_info >= (3, 11):
    _MAKERS[op.POSSESSIVE_REPEAT] = _repeat
    _MAKERS[op.ATOMIC_GROUP] = _text
