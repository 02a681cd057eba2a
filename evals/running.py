"""An agent at a task: a workspace and a HOME of its own, with a skill or without; then judged."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from uv import find_uv_bin

from cao_scaffold.host.home import Home, private_home
from cao_scaffold.host.process import run
from evals.grading import Grade, grade
from evals.tasks import ROOT, Task

# Where the agents that are run look; one skill in each.
_FOLDERS = (".claude/skills", ".agents/skills")
_PLACEHOLDER = "{prompt}"


@dataclass(frozen=True)
class Outcome:
    """What became of one task; `lines` were written by hand, `scaffolded` by cao-scaffold.

    `tokens` is None where the agent tells none, `code` where it took too long.
    """

    task: Task
    skill: str
    code: int | None
    seconds: float
    tokens: int | None
    lines: int
    scaffolded: int
    grades: tuple[Grade, ...]

    @property
    def passed(self) -> bool:
        """Whether every grader was satisfied."""
        return all(each.passed for each in self.grades)

    @property
    def score(self) -> float:
        """The mean of the graders' scores."""
        return sum(each.score for each in self.grades) / len(self.grades)


def attempt(
    task: Task,
    agent: str,
    skill: str,
    *,
    tokens: str = "",
    keep: Path | None = None,
    with_scaffold: bool = True,
) -> Outcome:
    """Let `agent`, a command line with {prompt} in it, do `task`, and judge the result.

    `skill` is "ours", "none" or a folder with skills. `tokens` is a pattern whose first group
    is the number that the agent prints. What is left goes to `keep`.
    """
    with private_home() as home, TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        environment = _environment(home, scaffold=with_scaffold)
        lay_out(task, workspace, environment)
        _teach(task, skill, workspace, home)
        before = _lines(workspace)
        started = time.monotonic()
        finished = run(
            ["bash", "-c", agent.replace(_PLACEHOLDER, '"$PROMPT"')],
            environment={**environment, "PROMPT": task.prompt},
            folder=workspace,
            timeout=task.minutes * 60,
        )
        seconds = time.monotonic() - started
        written = {path: n for path, n in _lines(workspace).items() if path not in before}
        made = _scaffolded(workspace, written)
        told = re.search(tokens, finished.output + finished.errors) if tokens else None
        outcome = Outcome(
            task,
            skill,
            finished.code,
            seconds,
            int(told[1].replace(",", "")) if told else None,
            sum(n for path, n in written.items() if path not in made),
            sum(n for path, n in written.items() if path in made),
            tuple(judge(task, workspace)),
        )
        if keep:
            shutil.copytree(workspace, keep / task.skill / task.id, symlinks=True)
        return outcome


def lay_out(task: Task, workspace: Path, environment: Mapping[str, str]) -> None:
    """Make the workspace, and run what prepares it."""
    task.lay_out(workspace)
    if task.script("prepare.sh").exists():
        perform(task.script("prepare.sh"), workspace, environment)


def perform(script: Path, workspace: Path, environment: Mapping[str, str]) -> None:
    """Run a script of a task in its workspace; raise CalledProcessError where it fails."""
    subprocess.run(
        ["bash", "-euo", "pipefail", str(script)],
        cwd=workspace,
        env={**environment, "BASES": str(script.parents[2] / "bases")},
        check=True,
        capture_output=True,
        text=True,
    )


def judge(task: Task, workspace: Path) -> Iterator[Grade]:
    """Yield what each of the task's graders says, with the task's own programs put back."""
    from evals.graders import GRADERS

    task.write_programs(workspace)
    for options in task.graders:
        given = {name: value for name, value in options.items() if name != "name"}
        yield grade(options["name"], GRADERS[options["name"]](workspace, **given))


@contextmanager
def place() -> Iterator[dict[str, str]]:
    """Make a HOME, and return the environment of scripts that run there."""
    with private_home() as home:
        yield _environment(home, scaffold=True)


def _environment(home: Home, *, scaffold: bool) -> dict[str, str]:
    """Return a HOME's variables, with uv on the PATH, and cao-scaffold where it may be used."""
    programs = home.path / "programs"
    programs.mkdir()
    names = [Path(find_uv_bin())]
    if scaffold:
        names.append(Path(sys.executable).parent / "cao-scaffold")
    for program in names:
        (programs / program.name).symlink_to(program)
    cache = os.environ.get("UV_CACHE_DIR") or str(Path.home() / ".cache" / "uv")
    # An agent without the skill has no cao-scaffold either, wherever it is installed.
    folders = [f for f in os.environ["PATH"].split(":") if not (Path(f) / "cao-scaffold").exists()]
    path = ":".join([str(programs), *folders])
    return {**home.environment(), "PATH": path, "UV_CACHE_DIR": cache, "VIRTUAL_ENV": ""}


def _teach(task: Task, skill: str, workspace: Path, home: Home) -> None:
    """Put the skill to where agents look, in the project and for the user."""
    if skill == "none":
        return
    source = ROOT.parent / "skills" if skill == "ours" else Path(skill)
    one = source / task.skill if (source / task.skill).is_dir() else source
    for place in (workspace, home.path):
        for folder in _FOLDERS:
            shutil.copytree(one, place / folder / task.skill)


def _lines(workspace: Path) -> dict[tuple[str, str], int]:
    """Return how often each line stands in each file, but for what is never written by hand."""
    found: dict[tuple[str, str], int] = {}
    for path in workspace.rglob("*"):
        parts = set(path.relative_to(workspace).parts)
        if not path.is_file() or parts & {".git", "node_modules", ".venv", "__pycache__"}:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        name = path.relative_to(workspace).as_posix()
        for line in filter(str.strip, text.split("\n")):
            found[name, line] = found.get((name, line), 0) + 1
    return found


def _scaffolded(
    workspace: Path, written: Mapping[tuple[str, str], int]
) -> Sequence[tuple[str, str]]:
    """Return the lines that cao-scaffold wrote: made again from its own records, they are there."""
    from evals.again import made_again

    again = made_again(workspace)
    return [key for key in written if key in again]
