"""The generated parts of the documents are what the code and the releases say today."""

import re
from pathlib import Path

import pytest

from tests.claims.rendering import PARTS, ROOT, documents, rendered

pytestmark = pytest.mark.cao


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_generated_is_current(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert rendered(text) == text, "python -m tests.claims render"


def test_every_part_is_somewhere() -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in documents())
    assert set(re.findall(r"<!-- generated: ([a-z-]+) -->", texts)) == set(PARTS)


def test_a_region_is_made_anew_and_nothing_else() -> None:
    text = "before\n<!-- generated: support -->\nold\n<!-- end generated -->\nafter\n"
    made = rendered(text)
    assert made.startswith("before\n<!-- generated: support -->\n\n| CAO | ")
    assert made.endswith(" |\n\n<!-- end generated -->\nafter\n")
    assert rendered(made) == made
