"""A skill as files: a folder with SKILL.md, and references beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml

from cao_scaffold.bundle import bundle_path
from cao_scaffold.errors import ScaffoldError, UsageError

FILE = "SKILL.md"
_FRONT_MATTER = re.compile(r"\A---\n(?P<head>.*?\n)---\n(?P<body>.*)\Z", re.DOTALL)


@dataclass(frozen=True)
class Skill:
    """A skill that was read; `head` is its front matter, `files` its files by relative path."""

    folder: Path
    head: Mapping[str, Any]
    body: str
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """Its name, which is its folder's."""
        return self.folder.name

    @property
    def description(self) -> str:
        """What it is for, and when."""
        return str(self.head.get("description", ""))

    @property
    def version(self) -> str:
        """The version in its metadata, "" for none."""
        metadata = self.head.get("metadata")
        return str(metadata.get("version", "")) if isinstance(metadata, dict) else ""

    @property
    def references(self) -> tuple[str, ...]:
        """The names of its references, without their ending."""
        found = (path for path in self.files if re.fullmatch(r"references/[^/]+\.md", path))
        return tuple(sorted(Path(path).stem for path in found))

    def text(self, reference: str = "") -> str:
        """Return SKILL.md, or a reference; raise UsageError with the names that there are."""
        path = f"references/{reference.removesuffix('.md')}.md" if reference else FILE
        if path not in self.files:
            raise UsageError(
                f"{self.name} has no reference {reference!a}",
                hint=_meant(reference, self.references),
            )
        return self.files[path].decode("utf-8")


def read_skill(folder: Path) -> Skill:
    """Read a skill; raise ScaffoldError where it has no SKILL.md, or one without front matter."""
    place = folder.resolve()
    try:
        text = (place / FILE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ScaffoldError(f"{folder} is no skill: no readable {FILE}") from problem
    found = _FRONT_MATTER.match(text)
    if not found:
        raise ScaffoldError(f"{folder / FILE} begins with no front matter between lines of ---")
    try:
        head = yaml.safe_load(found["head"])
    except yaml.YAMLError as problem:
        raise ScaffoldError(f"{folder / FILE}: its front matter is no YAML: {problem}") from problem
    if not isinstance(head, dict):
        raise ScaffoldError(f"{folder / FILE}: its front matter has no keys")
    return Skill(place, head, found["body"], _files(place))


def shipped_skills() -> tuple[Skill, ...]:
    """Return the skills of this installation, by name."""
    folders = sorted(path.parent for path in bundle_path("skills").glob(f"*/{FILE}"))
    return tuple(read_skill(folder) for folder in folders)


def find_skill(name: str) -> Skill:
    """Return the shipped skill `name`; raise UsageError with the names that there are."""
    skills = {skill.name: skill for skill in shipped_skills()}
    if name not in skills:
        raise UsageError(f"{name!a} is no skill", hint=_meant(name, tuple(skills)))
    return skills[name]


def _meant(given: str, legal: tuple[str, ...]) -> str:
    close = get_close_matches(given, legal, n=1)
    question = f"did you mean {close[0]}? " if close else ""
    return f"{question}There are {', '.join(legal) or 'none'}"


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    visible = (p for p in paths if "__pycache__" not in p.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in visible}
