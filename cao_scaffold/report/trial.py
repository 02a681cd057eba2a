"""A trial, told to a person line by line and to a program as one document."""

from typing import Any

from cao_scaffold.trial import Message, Step, Trial

_INDENT = " " * 21
_WIDTH = 12


def step_line(step: Step) -> str:
    """Return one step as text: seconds, kind, and what happened, further lines indented."""
    text = step.text.rstrip().replace("\n", f"\n{_INDENT}")
    return f"{step.at:6.1f} s  {step.kind:<{_WIDTH}}{text}"


def last_line(trial: Trial) -> str:
    """Return the verdict."""
    if trial.loaded != trial.plugins:
        missing = ", ".join(name for name in trial.plugins if name not in trial.loaded)
        return f"Not loaded: {missing}"
    parts = [f"{len(trial.sent)} messages sent", *_arrival(trial)]
    if trial.sent:
        call = "API call" if trial.through == "server" else "dispatch"
        parts.append(f"{call} {trial.seconds:.2f} s")
    if trial.problems:
        parts.append(_counted(len(trial.problems), "problem"))
    return ", ".join(parts)


def _arrival(trial: Trial) -> list[str]:
    if trial.judged == "live":
        return ["now look at the destination"]
    if trial.judged == "log":
        return ["no destination to look at"]
    parts = [f"{_arrived(trial)} arrived", f"{len(trial.lost)} lost"]
    return parts + ([f"{len(trial.twice)} arrived twice"] if trial.twice else [])


def document(trial: Trial) -> dict[str, Any]:
    """Return the trial as a JSON-able document."""
    return {
        "ok": trial.ok,
        "cao": trial.cao,
        "judged_by": trial.judged,
        "plugins": [{"name": name, "loaded": name in trial.loaded} for name in trial.plugins],
        "messages": {
            "sent": [_message(each) for each in trial.sent],
            "arrived": list(trial.arrived),
            "lost": [each.text for each in trial.lost],
            "twice": [each.text for each in trial.twice],
        },
        "through": trial.through,
        "seconds_per_message": round(trial.seconds, 3),
        "problems": list(trial.problems),
        "steps": [
            {"at": round(step.at, 3), "kind": step.kind, "text": step.text} for step in trial.steps
        ],
    }


def _message(message: Message) -> dict[str, Any]:
    return {"text": message.text, "seconds": round(message.seconds, 3)}


def _arrived(trial: Trial) -> int:
    return sum(any(each.marker in text for text in trial.arrived) for each in trial.sent)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
