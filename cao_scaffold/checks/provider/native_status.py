"""A terminal backend that knows an agent's state is asked before its text is read."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.subject import Subject


def _find(subject: Subject) -> Iterator[Spot]:
    method = subject.methods.get("get_status")
    if method and "_resolve_native_status" not in subject.text:
        yield Spot(
            subject.path,
            method.lineno,
            "get_status does not ask the backend for the state that it knows",
            "begin with self._resolve_native_status(...), and return it unless it is None",
        )


CHECK = Check(
    "CAO607",
    "native-status",
    "get_status asks the backend first.",
    "On such a backend the stream is empty, and the provider never becomes ready.",
    _find,
)
