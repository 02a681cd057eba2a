"""What every destination offers to the server that plays it."""

from abc import ABC, abstractmethod

from cao_scaffold.receivers.records import Answer, Request
from cao_scaffold.receivers.windows import Window


class Destination(ABC):
    """The rules of one vendor. The server calls `answer` for one request at a time."""

    def __init__(self, *, scale: float = 1, limits: bool = True) -> None:
        self.scale = scale
        self.limits = limits
        # Identifier and name of each thread or topic; a test may take one away.
        self.threads: dict[str, str] = {}

    @abstractmethod
    def settings(self, base_url: str) -> dict[str, str]:
        """Return the variables, without a plugin's prefix, that lead a plugin here."""

    @abstractmethod
    def answer(self, request: Request) -> Answer:
        """Judge `request` by the vendor's rules, and keep what follows from it."""

    @abstractmethod
    def refusal(self, status: int, wait: float | None) -> object:
        """Return the body of a failure, in the vendor's form, with its wait where it has one."""

    def window(self, limit: int, seconds: float) -> Window:
        """Return a window of this destination's time scale."""
        return Window(limit, seconds * self.scale)
