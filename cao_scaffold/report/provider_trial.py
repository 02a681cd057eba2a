"""A provider's trial, told to a person in one line and to a program as one document."""

from typing import Any

from cao_scaffold.trial import ProviderTrial


def last_line(trial: ProviderTrial) -> str:
    """Return the verdict."""
    turns = " and ".join(f"{turn.seconds:.1f} s" for turn in trial.turns)
    parts = [f"{len(trial.turns)} of 2 turns" + (f" ({turns})" if turns else "")]
    parts.append(f"{_counted(len(trial.states), 'change')} of state")
    parts.append(_counted(len(trial.problems), "problem") if trial.problems else "no problem")
    return ", ".join(parts)


def document(trial: ProviderTrial) -> dict[str, Any]:
    """Return the trial as a JSON-able document."""
    return {
        "ok": trial.ok,
        "cao": trial.cao,
        "provider": trial.provider,
        "program": trial.program or None,
        "states": [{"at": round(at, 3), "state": name} for at, name in trial.states],
        "turns": [
            {"prompt": turn.prompt, "reply": turn.reply, "seconds": round(turn.seconds, 3)}
            for turn in trial.turns
        ],
        "problems": list(trial.problems),
        "steps": [
            {"at": round(step.at, 3), "kind": step.kind, "text": step.text} for step in trial.steps
        ],
    }


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
