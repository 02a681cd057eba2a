"""Skills brought to where agents look, and taken back: planned whole, then done whole."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cao_scaffold.edit.plan import Change, Plan, read
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.skill.document import Skill
from cao_scaffold.skill.record import (
    COPY,
    LINK,
    Entry,
    digest,
    read_record,
    written_record,
)


@dataclass(frozen=True)
class Target:
    """A folder of skills, and the agents that look there."""

    folder: Path
    agents: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """What becomes of one skill in one folder: "write", "link", "remove", "keep" or "nothing"."""

    action: str
    path: Path
    detail: str = ""


@dataclass(frozen=True)
class Installation:
    """Everything that is to be done; nothing is, before `apply`.

    `links` are made after the files are written, and `unlinked` taken away before.
    """

    plan: Plan
    steps: tuple[Step, ...]
    links: tuple[tuple[Path, Path], ...] = ()
    unlinked: tuple[Path, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.plan.is_done and not self.links and not self.unlinked

    def apply(self) -> None:
        """Do it. Killed halfway, the same command again finishes it."""
        for link in self.unlinked:
            link.unlink(missing_ok=True)
        if not self.plan.is_done:
            self.plan.apply()
        for link, target in self.links:
            _link(link, target)


def plan_install(
    skills: Sequence[Skill],
    targets: Sequence[Target],
    record: Path,
    *,
    root: Path,
    how: str = "",
    force: bool = False,
) -> Installation:
    """Plan to bring `skills` to `targets`, all below `root`, as `record` has them or as `how` says.

    Raises ScaffoldError where something else is in the way.
    """
    entries = read_record(record)
    changes: list[Change] = []
    links: list[tuple[Path, Path]] = []
    steps: list[Step] = []
    for target in targets:
        for skill in skills:
            place = target.folder / skill.name
            known = entries.get((_named(target.folder, root), skill.name))
            chosen = _chosen(place, known, how)
            _refuse_foreign(place, known)
            if chosen == LINK:
                entry = Entry(_named(target.folder, root), skill.name, LINK, skill.version, ())
                if not _leads_to(place, skill.folder):
                    links.append((place, skill.folder))
                steps.append(_linked(place, skill))
            else:
                files, kept = _copied(place, skill, known, force=force)
                changes += [replace(c, path=_below(place / c.path, root)) for c in files]
                entry = _entry(target, skill, known, kept, root)
                steps += _told(place, files, kept)
            agents = sorted({*target.agents, *(known.agents if known else ())})
            entries[entry.key] = replace(entry, agents=tuple(agents))
    changes.append(_recorded(record, entries, root))
    return Installation(Plan(root, tuple(changes)), tuple(steps), tuple(links))


def plan_removal(
    names: Sequence[str], folders: Sequence[Path] | None, record: Path, *, root: Path
) -> Installation:
    """Plan to take back what is on record of the skills `names`, in `folders` (None: in all)."""
    entries = read_record(record)
    wanted = None if folders is None else {_named(folder, root) for folder in folders}
    changes: list[Change] = []
    unlinked: list[Path] = []
    steps: list[Step] = []
    for entry in [e for e in entries.values() if e.skill in names and e.how in (COPY, LINK)]:
        if wanted is not None and entry.folder not in wanted:
            continue
        place = place_of(entry, root)
        del entries[entry.key]
        if entry.how == LINK:
            unlinked += [place] if place.is_symlink() else []
            steps.append(Step("remove", place, "the link"))
            continue
        kept = edited(entry, root)
        for path in entry.files:
            before = read(place / path)
            if before is not None and path not in kept:
                changes.append(Change(_below(place / path, root), before, None))
        steps += [Step("keep", place / path, "edited by hand") for path in kept]
        steps.append(Step("remove", place))
    changes.append(_recorded(record, entries, root))
    return Installation(Plan(root, tuple(changes)), tuple(steps), unlinked=tuple(unlinked))


def place_of(entry: Entry, root: Path) -> Path:
    """Return the folder of an installed skill."""
    return root / entry.folder / entry.skill


def edited(entry: Entry, root: Path) -> tuple[str, ...]:
    """Return the files of a copy that are no longer as they were written."""
    place = place_of(entry, root)
    now = {path: read(place / path) for path in entry.files}
    return tuple(
        path
        for path, content in now.items()
        if content is not None and digest(content) != entry.files[path]
    )


def missing(entry: Entry, root: Path) -> bool:
    """Tell whether an installed skill, or a file of it, is gone."""
    place = place_of(entry, root)
    if entry.how == LINK:
        return not (place / "SKILL.md").exists()
    return any(read(place / path) is None for path in entry.files)


def _chosen(place: Path, known: Entry | None, how: str) -> str:
    if known and how and known.how != how:
        raise ScaffoldError(
            f"{place} is a {known.how}",
            hint=f"cao-scaffold skills remove {known.skill}, then install it again with --{how}",
        )
    return known.how if known else how or COPY


def _refuse_foreign(place: Path, known: Entry | None) -> None:
    if known is None and (place.is_symlink() or place.exists()):
        raise ScaffoldError(
            f"{place} is there already, and cao-scaffold did not write it",
            hint=f"move it away: mv {place} {place}.before",
        )


def _copied(
    place: Path, skill: Skill, known: Entry | None, *, force: bool
) -> tuple[list[Change], tuple[str, ...]]:
    """Return the changes that make `place` a copy of `skill`, and the files that stay edited."""
    before = dict(known.files) if known else {}
    now = {path: read(place / path) for path in {*before, *skill.files}}
    kept = tuple(
        path
        for path, content in sorted(now.items())
        if content is not None
        and content != skill.files.get(path)
        and digest(content) != before.get(path)
        and not force
    )
    changes = [
        Change(path, content, skill.files.get(path))
        for path, content in sorted(now.items())
        if path not in kept and content != skill.files.get(path)
    ]
    return changes, kept


def _entry(
    target: Target, skill: Skill, known: Entry | None, kept: Sequence[str], root: Path
) -> Entry:
    files = {path: digest(content) for path, content in skill.files.items()}
    if known:
        files |= {path: known.files[path] for path in kept if path in known.files}
    folder = _named(target.folder, root)
    return Entry(folder, skill.name, COPY, skill.version, target.agents, files)


def _told(place: Path, files: Sequence[Change], kept: Sequence[str]) -> Iterator[Step]:
    for path in kept:
        yield Step("keep", place / path, "edited by hand; --force replaces it")
    written = sum(change.after is not None for change in files)
    removed = len(files) - written
    parts = [f"{written} files" if written else "", f"{removed} removed" if removed else ""]
    yield Step("write" if files else "nothing", place, ", ".join(filter(None, parts)))


def _linked(place: Path, skill: Skill) -> Step:
    done = _leads_to(place, skill.folder)
    return Step("nothing" if done else "link", place, f"to {skill.folder}")


def _leads_to(link: Path, target: Path) -> bool:
    return link.is_symlink() and link.resolve() == target.resolve()


def _link(link: Path, target: Path) -> None:
    """Make `link` in one step, in place of a link that leads elsewhere."""
    link.parent.mkdir(parents=True, exist_ok=True)
    fresh = link.with_name(f".{link.name}.{os.getpid()}")
    fresh.symlink_to(target, target_is_directory=True)
    fresh.replace(link)


def _recorded(record: Path, entries: Mapping[tuple[str, str], Entry], root: Path) -> Change:
    return Change(_below(record, root), read(record), written_record(entries))


def _named(folder: Path, root: Path) -> str:
    """Return how a record names a folder: from the root."""
    return _below(folder, root)


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
