"""Nothing that CAO's own skills teach rightly is missing in ours."""

from pathlib import Path

import pytest

from tests.claims.documents import Document
from tests.real_cao import source_of_cao
from tests.skill.topics import TOPICS, Left, Topic

pytestmark = pytest.mark.cao
ROOT = Path(__file__).parent.parent.parent


def headings(skill: str) -> list[str]:
    """Return every heading of CAO's skill, as the table names it."""
    folder = source_of_cao() / "skills" / skill
    pages = [Document.read(page, folder) for page in sorted(folder.rglob("*.md"))]
    return [
        f"{page.name}#{passage.text}"
        for page in pages
        for passage in page.passages
        if passage.kind == "heading_open"
    ]


@pytest.mark.parametrize("skill", TOPICS)
def test_every_heading_of_theirs_has_a_place(skill: str) -> None:
    assert sorted(topic.theirs for topic in TOPICS[skill]) == sorted(headings(skill))


@pytest.mark.parametrize("skill", TOPICS)
def test_it_is_taught_where_the_table_says(skill: str) -> None:
    for topic in TOPICS[skill]:
        if isinstance(topic, Topic):
            text = (ROOT / "skills" / skill / topic.ours).read_text(encoding="utf-8")
            assert topic.words in " ".join(text.split()), topic


def test_few_are_left_out_and_each_has_a_reason() -> None:
    left = [topic for topics in TOPICS.values() for topic in topics if isinstance(topic, Left)]
    assert len(left) <= 6
    assert all(topic.why for topic in left)
