"""Run as a program: add a provider to TREE in forks that are killed at random moments.

    python -m tests.points.killing TREE TIMES

Each fork applies the plan and kills itself after so many executed lines. Then the next command
is run, one that has nothing to do itself. Prints one line of JSON: for each fork, whether the
tree was left interrupted, and what it was after the next command: old, new or torn.
"""

import contextlib
import io
import json
import os
import random
import signal
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from cao_scaffold.cli import run
from cao_scaffold.edit.plan import Plan
from cao_scaffold.edit.transaction import is_interrupted
from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.points.addition import plan_addition, survey_ground
from cao_scaffold.points.record import Record
from cao_scaffold.template.provider import provider_files
from tests.providers import NEW_CLI, files_of


def plan_for(tree: Path) -> Plan:
    """Return the plan that adds a provider to `tree`."""
    ground = survey_ground(find_checkout(tree))
    files = provider_files(NEW_CLI, ground.facts, checkout=ground.checkout)
    return plan_addition(ground, Record(NEW_CLI), files).plan


def undo(plan: Plan) -> None:
    """Make the tree what it was before `plan`."""
    changes = (replace(each, before=each.after, after=each.before) for each in plan.changes)
    Plan(plan.root, tuple(changes)).apply()


def lines_of(plan: Plan) -> int:
    """Apply `plan`, and count the lines that Python executes."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    sys.settrace(trace)
    plan.apply()
    sys.settrace(None)
    return count


def die_in(plan: Plan, lines: int) -> None:
    """Fork; the child is killed with SIGKILL after `lines` lines of applying `plan`."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    left = lines

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal left
        left -= event == "line"
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    plan.apply()
    os._exit(0)


def next_command(tree: Path) -> None:
    """Run a command that writes where there is something to write, which there is not."""
    with contextlib.redirect_stderr(io.StringIO()):
        assert run(["remove", "provider", "nothing-cli", "--repo", str(tree)]) == 1


def main(tree: Path, times: int) -> None:
    """Do what the module says."""
    plan, old = plan_for(tree), files_of(tree)
    lines = lines_of(plan)
    new = files_of(tree)
    undo(plan)
    results = []
    for moment in random.Random(lines).sample(range(lines), times):
        die_in(plan, moment)
        interrupted = is_interrupted(tree)
        next_command(tree)
        found = files_of(tree)
        after = "old" if found == old else "new" if found == new else "torn"
        results.append((interrupted, after if not is_interrupted(tree) else "interrupted"))
        if after == "new":
            undo(plan)
    print(json.dumps(results))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
