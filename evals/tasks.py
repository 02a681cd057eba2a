"""A task: what is asked, what lies before the agent, and what judges the result."""

import shlex
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from cao_scaffold.trial import scripted_cli
from tests.real_cao import commit_all, tree_of_cao

ROOT = Path(__file__).parent
SKILLS = ("cao-plugin", "cao-provider")
CHECKOUT = "cli-agent-orchestrator"


@dataclass(frozen=True)
class Task:
    """One task; `graders` are names with their options.

    `tree` is the release of CAO that lies in the workspace as a checkout, "" for none; `cli`
    are the options of the scripted program `bin/<name>`, and `base` is a folder of `bases/`
    that the task's own `files/` are laid over.
    """

    skill: str
    id: str
    title: str
    prompt: str
    graders: tuple[Mapping[str, str], ...]
    minutes: float
    base: str
    tree: str
    cli: Mapping[str, tuple[str, ...]]

    @property
    def folder(self) -> Path:
        """Where the task is."""
        return ROOT / self.skill / "tasks" / self.id

    def lay_out(self, workspace: Path) -> None:
        """Make the workspace as the agent finds it."""
        workspace.mkdir(parents=True, exist_ok=True)
        for source in (ROOT / self.skill / "bases" / self.base, self.folder / "files"):
            if (self.base or source.name == "files") and source.is_dir():
                shutil.copytree(source, workspace, dirs_exist_ok=True)
        self.write_programs(workspace)
        if self.tree:
            commit_all(tree_of_cao(self.tree, workspace / CHECKOUT))

    def write_programs(self, workspace: Path) -> None:
        """Write the scripted programs of the task, whatever lies in their place."""
        for name, options in self.cli.items():
            _write_program(workspace / "bin" / name, options)

    def script(self, name: str) -> Path:
        """Return `reference.sh` or `prepare.sh`."""
        return self.folder / name


def find_tasks(skill: str | None = None, task: str | None = None) -> tuple[Task, ...]:
    """Return the tasks, all or those meant; raise ValueError where there is none."""
    found = [
        _read(name, path.parent)
        for name in SKILLS
        if skill in (None, name)
        for path in sorted((ROOT / name / "tasks").glob("*/task.toml"))
        if task in (None, path.parent.name)
    ]
    if not found:
        raise ValueError(f"there is no task {task or ''} for {skill or 'any skill'}")
    return tuple(found)


def _read(skill: str, folder: Path) -> Task:
    told: dict[str, Any] = tomlkit.parse((folder / "task.toml").read_text("utf-8")).unwrap()
    return Task(
        skill,
        folder.name,
        told["title"],
        told["prompt"].strip(),
        tuple(told["graders"]),
        told.get("minutes", 20),
        told.get("base", ""),
        told.get("tree", ""),
        {name: tuple(options) for name, options in told.get("cli", {}).items()},
    )


def _write_program(path: Path, options: tuple[str, ...]) -> None:
    """Write the scripted agent CLI, whole, so that nothing of ours has to be installed."""
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    script = path.with_name(f".{path.name}.py")
    shutil.copyfile(scripted_cli.__file__, script)
    words = shlex.join([sys.executable, "-I", "-S"])
    rest = shlex.join(options)
    path.write_text(f'#!/bin/sh\nexec {words} "$(dirname "$0")/{script.name}" {rest} "$@"\n')
    path.chmod(0o755)
