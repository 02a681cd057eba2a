"""What has become of the skills that were installed."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from packaging.version import InvalidVersion, Version

from cao_scaffold.host.environment import NEWEST
from cao_scaffold.skill.agents import AGENTS
from cao_scaffold.skill.cao_store import is_there
from cao_scaffold.skill.document import Skill
from cao_scaffold.skill.installation import edited, missing, place_of
from cao_scaffold.skill.record import COPY, STORE, Entry, digest


class State(NamedTuple):
    """One installed skill, and what is to be said of it: () for all well."""

    entry: Entry
    path: Path
    remarks: tuple[str, ...]


def states(
    entries: Mapping[tuple[str, str], Entry],
    skills: Mapping[str, Skill],
    *,
    scope: str,
    root: Path,
    environment: Mapping[str, str],
) -> tuple[State, ...]:
    """Return the state of each entry of a record."""
    return tuple(
        State(
            entry, place_of(entry, root), tuple(_remarks(entry, skills, scope, root, environment))
        )
        for entry in entries.values()
    )


def is_beyond(version: str) -> bool:
    """Tell whether this CAO is newer than the newest that was tested."""
    try:
        return Version(version) > Version(NEWEST)
    except InvalidVersion:
        return False


def _remarks(
    entry: Entry,
    skills: Mapping[str, Skill],
    scope: str,
    root: Path,
    environment: Mapping[str, str],
) -> list[str]:
    skill = skills.get(entry.skill)
    found = []
    if entry.how == STORE:
        gone = skill is not None and not is_there(skill, root / entry.folder)
        return ["CAO's store holds another one"] if gone else []
    if missing(entry, root):
        found.append("missing")
    if changed := edited(entry, root):
        found.append(f"edited by hand: {', '.join(changed)}")
    if skill is None:
        found.append("no longer part of cao-scaffold")
    elif entry.how == COPY and _digests(skill) != dict(entry.files):
        found.append(f"outdated: {entry.version or 'unknown'}, here is {skill.version}")
    shadow = _shadow(entry, scope, root, environment)
    if shadow:
        found.append(f"shadowed by {shadow}")
    return found


def _digests(skill: Skill) -> dict[str, str]:
    return {path: digest(content) for path, content in skill.files.items()}


def _shadow(entry: Entry, scope: str, root: Path, environment: Mapping[str, str]) -> Path | None:
    """Return the user's copy that Claude Code takes in place of the project's."""
    if scope != "project" or "claude-code" not in entry.agents:
        return None
    claude = next(agent for agent in AGENTS if agent.name == "claude-code")
    place = claude.folder("user", root, environment) / entry.skill
    return place if (place / "SKILL.md").exists() else None
