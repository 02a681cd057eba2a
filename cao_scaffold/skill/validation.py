"""The rules for a skill: those of the Agent Skills specification, and those of this project."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cao_scaffold.skill.document import FILE, Skill

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYS = {"name", "description", "license", "compatibility", "metadata", "allowed-tools"}
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)#\s]+)[^)]*\)")
_BACKTICKED = re.compile(r"`(?P<target>(?:references|scripts|assets)/[^`\s]+)`")
_DESCRIPTION, _COMPATIBILITY, _LONGEST_NAME = 1024, 500, 64
_LINES, _STRICT_LINES = 500, 150


class Problem(NamedTuple):
    """What is wrong, in which file of the skill, at which line (0: as a whole)."""

    file: str
    line: int
    sentence: str


def problems(skill: Skill, *, strict: bool = False) -> tuple[Problem, ...]:
    """Return what breaks the specification; with `strict` what breaks this project's rules too."""
    found = [*_name(skill), *_description(skill), *_others(skill), *_length(skill, strict)]
    for path, content in skill.files.items():
        if path.endswith(".md"):
            found += _links(skill, path, content.decode("utf-8", "replace"))
    if strict:
        found += _references(skill)
    return tuple(found)


def _head(sentence: str) -> Problem:
    return Problem(FILE, 0, sentence)


def _name(skill: Skill) -> Iterator[Problem]:
    name = skill.head.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        yield _head(f"name {name!r}: 1 to 64 of a-z, 0-9 and single hyphens between them")
    elif name != skill.name:
        yield _head(f"name {name!r} is not that of its folder, {skill.name!r}")


def _description(skill: Skill) -> Iterator[Problem]:
    text = skill.head.get("description")
    if not isinstance(text, str) or not 1 <= len(text.strip()) <= _DESCRIPTION:
        yield _head(f"description: 1 to {_DESCRIPTION} characters that say what and when")
    elif "<" in text or ">" in text or "\n" in text.strip():
        yield _head("description: one line without < and >")


def _others(skill: Skill) -> Iterator[Problem]:
    for key in sorted(set(map(str, skill.head)) - _KEYS):
        yield _head(f"{key} is no key of the specification; put it below metadata")
    compatibility = skill.head.get("compatibility", "")
    if not isinstance(compatibility, str) or len(compatibility) > _COMPATIBILITY:
        yield _head(f"compatibility: a text of at most {_COMPATIBILITY} characters")
    metadata = skill.head.get("metadata", {})
    pairs = metadata.items() if isinstance(metadata, dict) else [(None, None)]
    if not all(isinstance(key, str) and isinstance(value, str) for key, value in pairs):
        yield _head("metadata: names and texts, both quoted where YAML would read a number")


def _length(skill: Skill, strict: bool) -> Iterator[Problem]:
    limit = _STRICT_LINES if strict else _LINES
    lines = skill.text().count("\n")
    if lines >= limit:
        yield _head(f"{lines} lines: keep it under {limit}, and move detail into references")


def _links(skill: Skill, path: str, text: str) -> Iterator[Problem]:
    folder = (skill.folder / path).parent
    for number, line in enumerate(text.split("\n"), start=1):
        for found in (*_LINK.finditer(line), *_BACKTICKED.finditer(line)):
            target = found["target"]
            beside = skill.folder if found.re is _BACKTICKED else folder
            if "://" not in target and not (beside / target).exists():
                yield Problem(path, number, f"{target} leads nowhere")


def _references(skill: Skill) -> Iterator[Problem]:
    for path in skill.files:
        if path.count("/") > 1:
            yield Problem(path, 0, "deeper than one level: agents do not look there")
    for name in skill.references:
        line = next((row for row in skill.body.split("\n") if f"references/{name}.md" in row), "")
        if not re.search(r"\b(?:when|before|if)\b", line):
            yield _head(f"references/{name}.md: no sentence says when to read it")
