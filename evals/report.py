"""What a run of tasks came to: a line each, a table of the skills, or one JSON document."""

from collections.abc import Sequence
from statistics import mean
from typing import Any

from evals.running import Outcome


def line(outcome: Outcome) -> str:
    """Return one outcome."""
    verdict = "passed" if outcome.passed else "failed"
    lost = [each.grader for each in outcome.grades if not each.passed]
    why = f": {', '.join(lost)}" if lost else ""
    how = "took too long, " if outcome.code is None else ""
    return (
        f"{outcome.task.skill}/{outcome.task.id}  {outcome.skill}  {verdict}{why}  "
        f"({how}{outcome.seconds:.0f} s, {outcome.lines} lines by hand, "
        f"{outcome.scaffolded} by cao-scaffold{_tokens(outcome)})"
    )


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return a row for each skill that was tried."""
    rows = []
    for skill in dict.fromkeys(outcome.skill for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.skill == skill]
        passed = sum(outcome.passed for outcome in own)
        rows.append(
            f"{skill}: {passed} of {len(own)} passed, mean score {mean(o.score for o in own):.2f}, "
            f"{mean(o.seconds for o in own):.0f} s, {mean(o.lines for o in own):.0f} lines by hand"
        )
    return "\n".join(rows)


def document(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return all of it for a program."""
    return {
        "schema": 1,
        "outcomes": [
            {
                "skill": outcome.task.skill,
                "task": outcome.task.id,
                "taught": outcome.skill,
                "passed": outcome.passed,
                "score": round(outcome.score, 3),
                "exit_code": outcome.code,
                "seconds": round(outcome.seconds, 1),
                "tokens": outcome.tokens,
                "lines": outcome.lines,
                "scaffolded": outcome.scaffolded,
                "graders": {each.grader: round(each.score, 3) for each in outcome.grades},
            }
            for outcome in outcomes
        ],
    }


def _tokens(outcome: Outcome) -> str:
    return "" if outcome.tokens is None else f", {outcome.tokens} tokens"
