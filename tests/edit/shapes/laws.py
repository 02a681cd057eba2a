"""The laws of a shape, for one text that has the place."""

import ast

from cao_scaffold.edit.proof import prove
from cao_scaffold.edit.shapes.shape import Shape


def keeps_the_laws(shape: Shape, before: str) -> str:
    """Assert each law; return the text with the entry."""
    after = shape.add(before)
    assert shape.find(before) is None
    assert shape.find(after) == shape.entry
    assert shape.add(after) == after
    assert shape.remove(after) == before
    prove(shape, before, after)
    return after


def parses(text: str) -> bool:
    """Tell whether `text` is Python."""
    ast.parse(text)
    return True
