"""The proof that an edit did what its shape promises, and nothing else."""

import difflib
import re

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
    counted = bool(getattr(shape, "counted", ""))
    if before is not None and not _is_one_insertion(before, after, counted=counted):
        raise ScaffoldError(f"{name}: more than one place would change")
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


def _is_one_insertion(before: str, after: str, *, counted: bool) -> bool:
    """Tell whether `after` is `before` with one run of text more.

    Blanks and commas are not compared: a literal that grows may be laid out anew. Where the
    entry is `counted`, neither are digits.
    """
    left_out = re.compile(r"[\s,\d]+" if counted else r"[\s,]+")
    old, new = left_out.sub("", before), left_out.sub("", after)
    same = _common(old, new)
    return len(new) > len(old) and new.endswith(old[same:])


def _common(one: str, other: str) -> int:
    """Return the length of what both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
