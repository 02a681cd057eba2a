"""The proof that an edit did what its shape promises, and nothing else."""

import difflib

from cao_scaffold.edit.shapes.shape import Shape
from cao_scaffold.errors import ScaffoldError


def prove(shape: Shape, before: str | None, after: str) -> None:
    """Raise ScaffoldError unless `after` is `before` with the entry of `shape`, once.

    The entry stands as it was written, a second run adds nothing, and taking it away gives
    back the text of before, so that nothing else has moved.
    """
    if before is not None and shape.find(before) is not None:
        return
    name = type(shape).__name__
    if shape.find(after) != shape.entry:
        raise ScaffoldError(f"{name}: the entry is not as it was written:\n{shape.entry}")
    if shape.add(after) != after:
        raise ScaffoldError(f"{name}: a second run would add it again")
    again = shape.remove(after)
    if again != before:
        lines = difflib.unified_diff(
            (before or "").split("\n"), (again or "").split("\n"), "before", "taken back", "", ""
        )
        raise ScaffoldError(
            f"{name}: taken back, it does not give the old text:\n" + "\n".join(lines)
        )
