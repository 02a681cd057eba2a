"""A hook's annotation names the class of the event that it is given."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.plugins import Hook
from cao_scaffold.events import EVENTS

_CLASSES = {event.name: event.class_name for event in EVENTS}
_HOMES = ("cli_agent_orchestrator.plugins.", "cli_agent_orchestrator.plugins.events.")


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        for hook in plugin.hooks:
            given, wanted = _annotated(hook), _CLASSES.get(hook.event or "")
            if wanted and given in _CLASSES.values() and given != wanted:
                yield Spot(
                    hook.module.file,
                    hook.function.lineno,
                    f"the hook of {hook.event} is annotated {given}, but it gets {wanted}",
                    f"event: {wanted}",
                )


def _annotated(hook: Hook) -> str:
    """Return the name of CAO's class in the event's annotation, "" for anything else."""
    parameters = [*hook.function.args.posonlyargs, *hook.function.args.args][1:2]
    annotation = parameters[0].annotation if parameters else None
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        try:
            annotation = ast.parse(annotation.value, mode="eval").body
        except SyntaxError:
            return ""
    name = hook.module.dotted(annotation)
    return name.rpartition(".")[2] if name.startswith(_HOMES) else ""


CHECK = Check(
    "CAO206",
    "hook-annotation",
    "A hook's annotation fits its event.",
    "The event's own class is passed: a field of another class is an AttributeError, which the "
    "registry logs and swallows.",
    _find,
)
