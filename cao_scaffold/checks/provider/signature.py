"""CAO calls a provider as BaseProvider says, and in no other way."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    assert subject.seen is not None
    for name, problem in subject.seen.result.get("signatures", ()):
        method = subject.methods.get(name)
        line = method.lineno if method else 1
        yield Spot(subject.path, line, f"{name} {problem}", f"write {name} as BaseProvider has it")


CHECK = Check(
    "CAO702",
    "signature",
    "Every method can be called as BaseProvider's.",
    "The server awaits what is no coroutine, or passes what is not taken.",
    _find,
)
