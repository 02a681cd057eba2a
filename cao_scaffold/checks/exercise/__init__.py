"""Runs a plugin package in CAO's Python, as cao-server would, with a HOME of its own."""

import os
from collections.abc import Mapping
from pathlib import Path

from cao_scaffold.checks.exercise.installation import Installation, install
from cao_scaffold.checks.exercise.outcome import Exercise, exercise_of
from cao_scaffold.checks.exercise.settings import SLOWNESS, Settings, settings_for
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.plugins import ON_THE_SERVERS_LOOP
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.events import EVENTS
from cao_scaffold.host.home import Home, private_home
from cao_scaffold.host.probe import ProbeError, run_probe

__all__ = ["Exercise", "exercise"]

_DEADLINE = 120.0

# `inside` alone is imported there: the rest of cao-scaffold is not to be found.
_SNIPPET = f"""
import sys

sys.path.insert(0, {str(Path(__file__).parent)!r})
from inside import probe

del sys.path[0]
"""


def exercise(package: Package, python: Path, given: Mapping[str, str]) -> Exercise:
    """Load the package's plugins in `python` and call their hooks; `given` are extra variables.

    Nothing is written to `python`, to the package or to the user's HOME, and no machine is
    reached but this one and those that `given` names.
    """
    line = package.project.line(*package.project.entry_points.values())
    with private_home() as home, settings_for(package, given) as settings:
        try:
            installation = install(package, python, home)
        except ScaffoldError as problem:
            return Exercise(not_installed=problem.message.split("\n")[-1], entry_line=line)
        notes = tuple(_notes(installation))
        try:
            seen = _run(package, python, home, installation, settings)
        except ProbeError as problem:
            return _broken(problem, line, notes)
        return Exercise(**exercise_of(seen), slowness=SLOWNESS, entry_line=line, notes=notes)


def _run(
    package: Package, python: Path, home: Home, installation: Installation, settings: Settings
) -> Mapping[str, object]:
    events = [event.name for event in EVENTS]
    argument = {
        "root": str(package.root),
        "late": [str(path) for path in installation.late],
        "secrets": settings.secrets,
        "hosts": settings.hosts,
        "answer": 1.5 * SLOWNESS if settings.environment else 0,
        "entries": list(package.project.entry_points.items()),
        "events": {
            "loop": [name for name in events if name in ON_THE_SERVERS_LOOP],
            "worker": [name for name in events if name not in ON_THE_SERVERS_LOOP],
        },
    }
    environment = {
        **settings.environment,
        "PYTHONPATH": os.pathsep.join(map(str, installation.early)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    seen: Mapping[str, object] = run_probe(
        python, _SNIPPET, argument, home=home, environment=environment, timeout=_DEADLINE
    )
    return seen


def _notes(installation: Installation) -> list[str]:
    if not installation.added:
        return []
    names = ", ".join(installation.added)
    return [f"not in that Python, so installed aside for this check: {names}"]


def _broken(problem: ProbeError, line: int, notes: tuple[str, ...]) -> Exercise:
    """Return what is known of a run that brought nothing back."""
    lines = problem.errors.strip().split("\n")
    stages = [each.removeprefix("stage: ") for each in lines if each.startswith("stage: ")]
    stage = stages[-1] if stages else "start"
    if problem.timed_out:
        return Exercise(stuck=stage, entry_line=line, notes=notes)
    said = [each for each in lines if each and not each.startswith("stage: ")]
    why = said[-1] if said else "it exits"
    return Exercise(crashed=f"{stage}: {why}", entry_line=line, notes=notes)
