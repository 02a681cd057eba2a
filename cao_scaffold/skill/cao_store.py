"""CAO's own store of skills, for the agents that CAO runs: filled by `cao skills add`."""

import os
from collections.abc import Mapping
from pathlib import Path

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.process import run
from cao_scaffold.skill.agents import home
from cao_scaffold.skill.document import Skill
from cao_scaffold.skill.record import digest


def store_folder(environment: Mapping[str, str]) -> Path:
    """Return where CAO keeps skills."""
    named = environment.get("CAO_HOME_DIR")
    return (Path(named) if named else home(environment) / ".aws/cli-agent-orchestrator") / "skills"


def is_there(skill: Skill, folder: Path) -> bool:
    """Tell whether the store holds `skill`, byte for byte."""
    return all(
        (folder / skill.name / path).is_file() and (folder / skill.name / path).read_bytes() == text
        for path, text in skill.files.items()
    )


def refuse_others(skill: Skill, folder: Path) -> None:
    """Raise ScaffoldError where the store has another skill of this name, as CAO's own."""
    if (folder / skill.name).exists() and not is_there(skill, folder):
        raise ScaffoldError(
            f"CAO has a skill called {skill.name} already: {folder / skill.name}",
            hint=f"replace it: cao-scaffold skills install {skill.name} --agent cao --force",
        )


def add(skill: Skill, python: Path) -> dict[str, str]:
    """Put `skill` into the store of the CAO of `python`; return the digests of its files."""
    _cao(python, "skills", "add", "--force", str(skill.folder))
    return {path: digest(content) for path, content in skill.files.items()}


def remove(name: str, python: Path) -> None:
    """Take the skill `name` out of the store."""
    _cao(python, "skills", "remove", name)


def _cao(python: Path, *words: str) -> None:
    finished = run(
        [python.parent / "cao", *words], environment=os.environ, folder=Path.cwd(), timeout=120
    )
    if finished.code != 0:
        said = (finished.errors or finished.output).strip().split("\n")[-1]
        raise ScaffoldError(f"cao {' '.join(words)} failed: {said}")
