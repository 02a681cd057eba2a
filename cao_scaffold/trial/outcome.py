"""What a trial has to tell: its steps as they happen, and how it ended."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "environment",
    "server",
    "loaded",
    "failed",
    "session",
    "sent",
    "arrived",
    "log",
    "note",
    "program",
    "state",
    "reply",
]
# How arrival is seen: at a receiver of ours; not at all, but for the server's log; or by the
# user, at the real destination.
Judged = Literal["receiver", "log", "live"]
# How the events reached the plugins: agents through the server, or its dispatcher alone.
Through = Literal["server", "dispatcher"]


@dataclass(frozen=True)
class Step:
    """Something that happened, `at` seconds after the start."""

    at: float
    kind: Kind
    text: str


@dataclass(frozen=True)
class Message:
    """A message between two terminals: `marker` is the word in it that no other has."""

    text: str
    marker: str
    seconds: float = 0.0


@dataclass(frozen=True)
class Trial:
    """How a package's plugins did on a real cao-server."""

    cao: str
    judged: Judged
    through: Through = "server"
    plugins: tuple[str, ...] = ()
    loaded: tuple[str, ...] = ()
    sent: tuple[Message, ...] = ()
    arrived: tuple[str, ...] = ()
    lost: tuple[Message, ...] = ()
    twice: tuple[Message, ...] = ()
    problems: tuple[str, ...] = ()
    steps: tuple[Step, ...] = field(default=(), repr=False)

    @property
    def ok(self) -> bool:
        """True where everything was loaded, nothing was lost, and no hook failed."""
        return self.loaded == self.plugins and not (self.lost or self.twice or self.problems)

    @property
    def seconds(self) -> float:
        """How long the API, or the dispatcher, took for a message, in the middle of all."""
        times = sorted(message.seconds for message in self.sent)
        return times[len(times) // 2] if times else 0.0


class Journal:
    """Keeps the steps and tells each at once; any thread may write."""

    def __init__(self, tell: Callable[[Step], None]) -> None:
        self._tell = tell
        self._started = time.monotonic()
        self._lock = threading.Lock()
        self._steps: list[Step] = []

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps up to now."""
        with self._lock:
            return tuple(self._steps)

    @property
    def seconds(self) -> float:
        """The time since the start."""
        return time.monotonic() - self._started

    def write(self, kind: Kind, text: str) -> None:
        """Keep and tell one step."""
        with self._lock:
            step = Step(self.seconds, kind, text)
            self._steps.append(step)
            self._tell(step)


def compare(
    sent: Sequence[Message], arrived: Sequence[str]
) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """Return what did not arrive, and what arrived more than once."""
    counts = {each.marker: sum(text.count(each.marker) for text in arrived) for each in sent}
    lost = tuple(each for each in sent if counts[each.marker] == 0)
    twice = tuple(each for each in sent if counts[each.marker] > 1)
    return lost, twice
