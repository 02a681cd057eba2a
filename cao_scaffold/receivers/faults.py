"""What can go wrong on the way to a destination, to be switched while it runs."""

import threading
from collections import deque
from dataclasses import dataclass
from typing import Literal

Form = Literal["header", "body", "both"]


@dataclass(frozen=True)
class Fault:
    """One request's fate: `cut` "reset" (not accepted) or "half" (accepted, the answer cut)."""

    status: int = 0
    wait: float | None = None
    form: Form = "both"
    cut: Literal["", "reset", "half"] = ""


_NONE = Fault()


class Faults:
    """Switches that the test turns and the request threads read."""

    def __init__(self) -> None:
        self.slow: float = 0
        """Seconds before an answer; the message has been accepted by then."""
        self._lock = threading.Lock()
        self._next: deque[Fault] = deque()
        self._speaking = threading.Event()
        self._speaking.set()

    def answer(
        self, status: int, times: int = 1, *, wait: float | None = None, form: Form = "both"
    ) -> None:
        """Refuse the next requests with `status`, and say `wait` seconds where `form` says."""
        self._add(Fault(status, wait, form), times)

    def reset(self, times: int = 1) -> None:
        """Close the next requests' connections with RST; what they brought is not accepted."""
        self._add(Fault(cut="reset"), times)

    def half_close(self, times: int = 1) -> None:
        """Accept the next requests, and close within the body of the answer."""
        self._add(Fault(cut="half"), times)

    def silence(self) -> None:
        """Accept connections and answer nothing, until `release`; nothing is accepted."""
        self._speaking.clear()

    def release(self) -> None:
        """Answer again, those first who still wait."""
        self._speaking.set()

    def clear(self) -> None:
        """Switch everything off."""
        with self._lock:
            self._next.clear()
        self.slow = 0
        self.release()

    def wait_while_silent(self) -> None:
        """Return when the destination speaks."""
        self._speaking.wait()

    def take(self) -> Fault:
        """Return the fate of the request at hand."""
        with self._lock:
            return self._next.popleft() if self._next else _NONE

    def _add(self, fault: Fault, times: int) -> None:
        with self._lock:
            self._next.extend([fault] * times)
