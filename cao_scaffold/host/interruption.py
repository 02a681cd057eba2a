"""How a command ends early: SIGTERM and SIGHUP become the KeyboardInterrupt of Ctrl-C, once."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextlib.contextmanager
def one_interruption() -> Iterator[None]:
    """Raise KeyboardInterrupt for the first signal only, so that cleaning up is not interrupted.

    For the main thread, around everything that starts a process or makes a folder.
    """
    seen = False

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal seen
        if not seen:
            seen = True
            raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
