"""The rules for a skill, each with one that breaks it."""

from pathlib import Path

import pytest

from cao_scaffold.skill.document import read_skill, shipped_skills
from cao_scaffold.skill.validation import problems

WHOLE = """\
---
name: one
description: "Does one thing. Use it when that is wanted."
metadata:
  version: "1"
---
# One

- [more](references/more.md): when you need more.
"""


def written(folder: Path, text: str = WHOLE, more: str = "# More\n") -> Path:
    place = folder / "one"
    (place / "references").mkdir(parents=True)
    (place / "SKILL.md").write_text(text, encoding="utf-8")
    (place / "references" / "more.md").write_text(more, encoding="utf-8")
    return place


def said(place: Path, *, strict: bool = True) -> str:
    found = problems(read_skill(place), strict=strict)
    return "\n".join(f"{each.file}:{each.line}: {each.sentence}" for each in found)


def test_a_whole_one_has_no_problem(tmp_path: Path) -> None:
    assert said(written(tmp_path)) == ""


@pytest.mark.parametrize("skill", shipped_skills(), ids=lambda skill: skill.name)
def test_ours_have_none(skill) -> None:
    assert problems(skill, strict=True) == ()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("name: one", "name: One", "a-z, 0-9"),
        ("name: one", "name: two", "not that of its folder"),
        ("name: one", f"name: {'a' * 65}", "1 to 64"),
        ('"Does', '"' + "x" * 1100 + "Does", "1 to 1024"),
        ("Does one", "Does <one>", "without < and >"),
        ("metadata:", "version: 1\nmetadata:", "version is no key"),
        ('version: "1"', "version: 1", "quoted"),
        ("metadata:", f"compatibility: {'y' * 501}\nmetadata:", "at most 500"),
        ("more.md)", "less.md)", "references/less.md leads nowhere"),
        ("# One", "# One\n\nSee `references/less.md`.", "references/less.md leads nowhere"),
        (": when you need more", "", "no sentence says when"),
        ("# One", "# One" + "\nline" * 150, "keep it under 150"),
    ],
)
def test_a_rule_that_is_broken_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in WHOLE
    assert sentence in said(written(tmp_path, WHOLE.replace(old, new, 1)))


def test_our_own_rules_are_not_for_the_skills_of_others(tmp_path: Path) -> None:
    longer = WHOLE.replace("# One", "# One" + "\nline" * 200)
    assert said(written(tmp_path, longer), strict=False) == ""


def test_what_stands_two_levels_deep_is_named(tmp_path: Path) -> None:
    place = written(tmp_path)
    (place / "references" / "deep").mkdir()
    (place / "references" / "deep" / "page.md").write_text("# Deep\n")
    assert "deeper than one level" in said(place)
