"""What a grader says: checks that passed or failed, a score, and one JSON document."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

# The check that fails where nothing could be judged.
_UNGRADABLE = "gradable"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `detail` is why it failed."""

    name: str
    passed: bool
    detail: str = ""


class CannotGradeError(Exception):
    """The workspace has nothing that could be judged, or the machine cannot judge."""


@dataclass(frozen=True)
class Grade:
    """All that a grader looked at."""

    grader: str
    checks: tuple[Check, ...]

    @property
    def score(self) -> float:
        """The share of checks that passed, 0 to 1."""
        passed = sum(check.passed for check in self.checks)
        return passed / len(self.checks) if self.checks else 0.0

    @property
    def passed(self) -> bool:
        """Whether all did."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def gradable(self) -> bool:
        """Whether there was something to judge."""
        return all(check.name != _UNGRADABLE for check in self.checks)

    def document(self) -> str:
        """Return the JSON document."""
        checks = [asdict(check) for check in self.checks]
        whole = {"grader": self.grader, "score": round(self.score, 3), "checks": checks}
        return json.dumps(whole, indent=2)


def grade(name: str, checks: Iterable[Check]) -> Grade:
    """Run a grader's checks; what cannot be judged counts as failed."""
    done: list[Check] = []
    try:
        for check in checks:
            done.append(check)
    except CannotGradeError as problem:
        done.append(Check(_UNGRADABLE, False, str(problem)))
    return Grade(name, tuple(done))
