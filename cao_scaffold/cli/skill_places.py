"""Where `cao-scaffold skills` works: the folders of agents, their records, and CAO's store."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cao_scaffold.edit.plan import Change, Plan, read
from cao_scaffold.errors import ScaffoldError, UsageError
from cao_scaffold.host.environment import cao_version, find_python
from cao_scaffold.skill import cao_store
from cao_scaffold.skill.agents import (
    AGENTS,
    CAO,
    Agent,
    agents_of,
    find_agent,
    find_project,
    home,
    user_environment,
)
from cao_scaffold.skill.document import Skill, shipped_skills
from cao_scaffold.skill.installation import Target
from cao_scaffold.skill.record import STORE, Entry, read_record, record_path, written_record
from cao_scaffold.skill.status import State, is_beyond, states


@dataclass(frozen=True)
class Place:
    """Folders of skills below one `root`, and the record of what is in them."""

    root: Path
    record: Path
    targets: tuple[Target, ...]


def find_places(
    agents: Sequence[str], scope: str, folder: Path | None, *, installed: bool = False
) -> list[Place]:
    """Return where to work: for `agents`, else those of the project, or in `folder`.

    `installed`: no agent need be found; what is on record is meant. Raises UsageError where
    nothing says for whom.
    """
    environment, project = user_environment(), find_project(Path.cwd())
    if folder is not None:
        if agents:
            raise UsageError("--dir is for no agent", hint="leave out --agent")
        root = folder.absolute()
        return [Place(root, record_path("dir", root, environment), (Target(root, ()),))]
    chosen = [find_agent(name) for name in agents if name != CAO]
    if not chosen and not installed and CAO not in agents:
        chosen = list(agents_of(project))
        if not chosen:
            raise UsageError(
                f"{project} shows of no agent that it is used there",
                hint="name one, as with --agent claude-code; or a folder, with --dir",
            )
    if not chosen and not installed:
        return []
    root = project if scope == "project" else home(environment)
    record = record_path(scope, project, environment)
    targets = _targets(chosen, scope, project)
    return [Place(_above(root, record, targets), record, targets)]


def prepare_store(skills: Sequence[Skill], *, force: bool) -> None:
    """Raise ScaffoldError where CAO's store has other skills of these names, unless `force`."""
    find_python()
    folder = cao_store.store_folder(user_environment())
    for skill in skills:
        if not force:
            cao_store.refuse_others(skill, folder)


def fill_store(skills: Sequence[Skill]) -> None:
    """Hand `skills` to CAO, and record it."""
    python, folder = find_python(), cao_store.store_folder(user_environment())
    for skill in skills:
        if not cao_store.is_there(skill, folder):
            cao_store.add(skill, python)
    _record_store({skill.name: skill.version for skill in skills}, folder)


def empty_store(names: Sequence[str]) -> None:
    """Take the skills `names` out of CAO's store, those that are on record there."""
    python, folder = find_python(), cao_store.store_folder(user_environment())
    recorded = {e.skill for e in read_record(_user_record()).values() if e.how == STORE}
    for name in recorded & set(names):
        cao_store.remove(name, python)
    _record_store(dict.fromkeys(recorded & set(names), None), folder)


def installed_states(folder: Path | None) -> list[State]:
    """Return the state of all that is on record: of the project and the user, or in `folder`."""
    environment = user_environment()
    project = folder.absolute() if folder else find_project(Path.cwd())
    skills = {skill.name: skill for skill in shipped_skills()}
    found: list[State] = []
    for scope in ("dir",) if folder else ("project", "user"):
        record = record_path(scope, project, environment)
        entries = read_record(record)
        targets = () if folder else _targets(list(AGENTS), scope, project)
        root = _above(home(environment) if scope == "user" else project, record, targets)
        found += states(entries, skills, scope=scope, root=root, environment=environment)
    return found


def remarks_on_cao() -> list[str]:
    """Return what is to be said of the CAO at hand; nothing where there is none."""
    try:
        version = cao_version(find_python())
    except ScaffoldError:
        return []
    if not is_beyond(version):
        return []
    return [f"CAO {version} is newer than what the skills were checked against"]


def _targets(agents: Sequence[Agent], scope: str, project: Path) -> tuple[Target, ...]:
    """Return the folders, each once, with the agents that look there."""
    found: dict[Path, list[str]] = {}
    for agent in agents:
        folder = agent.folder(scope, project, user_environment())
        found.setdefault(folder, []).append(agent.name)
    return tuple(Target(folder, tuple(names)) for folder, names in found.items())


def _above(root: Path, record: Path, targets: Sequence[Target]) -> Path:
    """Return `root`, or the folder above it that holds all of this."""
    places = [record, *(target.folder for target in targets)]
    candidates = (root, *root.parents)
    return next(each for each in candidates if all(p.is_relative_to(each) for p in places))


def _user_record() -> Path:
    environment = user_environment()
    return record_path("user", find_project(Path.cwd()), environment)


def _record_store(versions: "dict[str, str | None]", folder: Path) -> None:
    """Write down that CAO's store holds these versions; None: no longer."""
    environment = user_environment()
    record = _user_record()
    root = _above(home(environment), record, (Target(folder, ()),))
    entries = read_record(record)
    for name, version in versions.items():
        entry = Entry(folder.relative_to(root).as_posix(), name, STORE, version or "", (CAO,))
        entries[entry.key] = entry
        if version is None:
            del entries[entry.key]
    path = record.relative_to(root).as_posix()
    Plan(root, (Change(path, read(record), written_record(entries)),)).apply()
