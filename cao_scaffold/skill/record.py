"""What was installed where, and how: so that an update repeats it and only that is touched."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.skill.agents import home

COPY, LINK, STORE = "copy", "link", "store"
_HEAD = "Written by cao-scaffold: the skills that it installed here."


@dataclass(frozen=True)
class Entry:
    """One skill in one folder.

    `how` is "copy", "link", or "store" for CAO's own store of skills; `files` are the
    digests of what was copied, by path below the skill.
    """

    folder: str
    skill: str
    how: str
    version: str
    agents: tuple[str, ...]
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What makes it one: the folder and the skill."""
        return (self.folder, self.skill)


def digest(content: bytes) -> str:
    """Return how a record names `content`."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def record_path(scope: str, base: Path, environment: Mapping[str, str]) -> Path:
    """Return where the record of a scope is: in `base` for "project" and "dir"."""
    if scope != "user":
        return base / ".cao-scaffold-skills.toml"
    state = environment.get("XDG_STATE_HOME")
    return (Path(state) if state else home(environment) / ".local/state") / (
        "cao-scaffold/skills.toml"
    )


def read_record(path: Path) -> dict[tuple[str, str], Entry]:
    """Return what is on record; raise ScaffoldError where the file is no such record."""
    try:
        document = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, TOMLKitError) as problem:
        raise ScaffoldError(f"cannot read {path}: {problem}") from problem
    try:
        entries = [
            Entry(**{**row, "agents": tuple(row["agents"]), "files": dict(row.get("files", {}))})
            for row in document.get("installed", [])
        ]
    except (TypeError, KeyError) as problem:
        raise ScaffoldError(
            f"{path} is no record of installed skills", hint=f"move it away: mv {path} {path}.old"
        ) from problem
    return {entry.key: entry for entry in entries}


def written_record(entries: Mapping[tuple[str, str], Entry]) -> bytes | None:
    """Return the bytes of a record, None for one that is empty."""
    if not entries:
        return None
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEAD))
    rows = tomlkit.aot()
    for _, entry in sorted(entries.items()):
        row = tomlkit.table()
        row.update(
            folder=entry.folder,
            skill=entry.skill,
            how=entry.how,
            version=entry.version,
            agents=list(entry.agents),
        )
        if entry.files:
            row["files"] = dict(entry.files)
        rows.append(row)
    document["installed"] = rows
    return tomlkit.dumps(document).encode("utf-8")
