"""One function, one `@hook`."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.plugins import hooks_of


def _find(package: Package) -> Iterator[Spot]:
    first = {id(hook.function): hook for hook in reversed(package.all_hooks)}
    for hook in first.values():
        stacked = hooks_of(hook.module, hook.function)
        for lost in stacked[1:]:
            yield Spot(
                hook.module.file,
                lost.decorator.lineno,
                f"{hook.function.name} has several @hook, and only the outermost counts: "
                f"{lost.event} is lost",
                "a method of its own for each event",
            )


CHECK = Check(
    "CAO208",
    "hooks-stacked",
    "A method has one @hook.",
    "Each decorator overwrites the mark of the one below it, so the lower events are never seen.",
    _find,
)
