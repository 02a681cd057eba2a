"""The proof of an edit refuses whatever does more, or less, than its shape says."""

from dataclasses import dataclass

import pytest

from cao_scaffold.edit.proof import prove
from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.errors import ScaffoldError

BEFORE = 'X = {\n    "a",\n}\nY = 1\n'
SHAPE = Element("X", '"b"')


@dataclass(frozen=True)
class Forgetful:
    """A shape whose removal forgets a line."""

    entry: str = "b"

    def find(self, text: str | None) -> str | None:
        return "b" if text and "b" in text else None

    def add(self, text: str | None) -> str:
        return text or "" if self.find(text) else f"{text}b\n"

    def remove(self, text: str) -> str:
        return ""


def test_an_edit_as_it_should_be_is_proved() -> None:
    prove(SHAPE, BEFORE, SHAPE.add(BEFORE))


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (BEFORE, "more than one place"),
        (SHAPE.add(BEFORE).replace("Y = 1", "Y = 2"), "more than one place"),
        (SHAPE.add(BEFORE).replace("Y = 1\n", ""), "more than one place"),
        (BEFORE + "Z = 1\n", "the entry is not as it was written"),
    ],
)
def test_another_edit_is_refused(after: str, said: str) -> None:
    with pytest.raises(ScaffoldError, match=said):
        prove(SHAPE, BEFORE, after)


def test_an_entry_that_cannot_be_taken_back_is_refused() -> None:
    with pytest.raises(ScaffoldError, match="does not give the old text"):
        prove(Forgetful(), "a\n", "a\nb\n")
