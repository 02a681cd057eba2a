"""Sliding windows: so many requests in so many seconds."""

import time
from collections import deque


class Window:
    """At most `limit` requests in any `seconds`; the caller holds a lock."""

    def __init__(self, limit: int, seconds: float) -> None:
        self.limit = limit
        self.seconds = seconds
        self._taken: deque[float] = deque()

    def wait(self) -> float:
        """Return the seconds until one more is allowed, 0 for now."""
        self._forget()
        if len(self._taken) < self.limit:
            return 0.0
        return max(self._taken[0] + self.seconds - time.monotonic(), 0.001)

    def take(self) -> None:
        """Count one request."""
        self._taken.append(time.monotonic())

    @property
    def remaining(self) -> int:
        """How many more are allowed now."""
        self._forget()
        return max(self.limit - len(self._taken), 0)

    @property
    def reset_after(self) -> float:
        """The seconds until the oldest request counts no more."""
        self._forget()
        if not self._taken:
            return 0.0
        return max(self._taken[0] + self.seconds - time.monotonic(), 0.001)

    def _forget(self) -> None:
        now = time.monotonic()
        while self._taken and self._taken[0] + self.seconds <= now:
            self._taken.popleft()


def longest_wait(*windows: Window) -> float:
    """Return the seconds until all `windows` allow one more."""
    return max(window.wait() for window in windows)
