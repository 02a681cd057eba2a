"""Graders: each judges one thing of a workspace, however it came about; one file each."""

from collections.abc import Callable, Iterator

from evals.graders import (
    arrives,
    cao_tests,
    checks,
    drives,
    gone,
    loads,
    own_tests,
    provider_checks,
    quick,
    registered,
)
from evals.grading import Check

Grader = Callable[..., Iterator[Check]]

# By the name in a task; called with the workspace, and the task's options as keywords.
GRADERS: dict[str, Grader] = {
    "loads": loads.checks,
    "own_tests": own_tests.checks,
    "arrives": arrives.checks,
    "quick": quick.checks,
    "checks": checks.checks,
    "drives": drives.checks,
    "registered": registered.checks,
    "provider_checks": provider_checks.checks,
    "cao_tests": cao_tests.checks,
    "gone": gone.checks,
}

__all__ = ["GRADERS", "Grader"]
