"""Skills: what there is, what was done with them, and what has become of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cao_scaffold.skill.document import Skill
from cao_scaffold.skill.installation import Installation
from cao_scaffold.skill.status import State
from cao_scaffold.skill.validation import Problem

SCHEMA = 1
_VERBS = {
    "write": "wrote",
    "link": "linked",
    "remove": "removed",
    "keep": "kept",
    "nothing": "up to date:",
}


def skill_row(skill: Skill) -> tuple[str, str]:
    """Return a skill as a row of a table: its name, and its references."""
    return (skill.name, ", ".join(skill.references))


def skill_item(skill: Skill) -> dict[str, Any]:
    """Return a skill for a program."""
    return {
        "name": skill.name,
        "version": skill.version,
        "description": skill.description,
        "references": list(skill.references),
        "path": str(skill.folder),
    }


def done(installation: Installation, *, written: bool) -> Iterator[str]:
    """Yield a line for each skill and folder."""
    for step in installation.steps:
        verb = _VERBS[step.action] if written else f"would {step.action}"
        detail = f"  ({step.detail})" if step.detail else ""
        yield f"{verb} {step.path}{detail}"


def installation_document(
    installations: Sequence[Installation], *, written: bool, stored: Sequence[str] = ()
) -> dict[str, Any]:
    """Return what `install --json` and `remove --json` say."""
    return {
        "schema": SCHEMA,
        "written": written,
        "steps": [
            {"action": step.action, "path": str(step.path), "detail": step.detail}
            for installation in installations
            for step in installation.steps
        ],
        "cao": list(stored),
    }


def state_line(state: State) -> str:
    """Return one installed skill as a line."""
    said = "; ".join(state.remarks) or "as installed"
    return f"{state.path}  ({state.entry.how}, {', '.join(state.entry.agents) or '-'}): {said}"


def status_document(states: Sequence[State], remarks: Sequence[str]) -> dict[str, Any]:
    """Return what `status --json` says."""
    return {
        "schema": SCHEMA,
        "installed": [
            {
                "path": str(state.path),
                "skill": state.entry.skill,
                "how": state.entry.how,
                "version": state.entry.version,
                "agents": list(state.entry.agents),
                "remarks": list(state.remarks),
            }
            for state in states
        ],
        "remarks": list(remarks),
    }


def problem_line(folder: Path, problem: Problem) -> str:
    """Return a problem as a linter does."""
    line = f":{problem.line}" if problem.line else ""
    return f"{folder / problem.file}{line}: {problem.sentence}"
