"""What a destination sees of its visitors: requests, and the messages that a person would read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Request:
    """One HTTP request; `path` has no query, `query` the first value of each name."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    def fields(self) -> dict[str, Any] | None:
        """Return the JSON object in the body, or None where it holds something else."""
        try:
            value = json.loads(self.body)
        except ValueError:
            return None
        return value if isinstance(value, dict) else None


@dataclass(frozen=True)
class Message:
    """What a person would see of an accepted request."""

    text: str
    thread: str = ""
    pings: int = 0


@dataclass(frozen=True)
class Answer:
    """What the destination says; `hidden` is the status of a failure that it kept back."""

    status: int
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    message: Message | None = None
    hidden: int = 0


@dataclass(frozen=True)
class Received:
    """An accepted message, and the request that brought it; `time` is time.time()."""

    time: float
    text: str
    thread: str
    path: str
    body: str
    headers: Mapping[str, str]

    @property
    def json(self) -> Any:
        """The body, parsed."""
        return json.loads(self.body)
