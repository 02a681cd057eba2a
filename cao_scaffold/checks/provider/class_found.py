"""A module that is no Python, or has no provider in it, is loaded by nothing."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    if subject.tree is None:
        yield Spot(subject.path, 1, "the module is no Python", "mend its syntax")
    elif subject.provider is None:
        hint = f"class {subject.names.class_name}(BaseProvider)"
        yield Spot(subject.path, 1, "the module has no class that extends BaseProvider", hint)


CHECK = Check(
    "CAO601",
    "class-found",
    "The module has a class that extends BaseProvider.",
    "The provider manager imports the class by name.",
    _find,
)
