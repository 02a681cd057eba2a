"""The end of a command before its time."""

import os
import signal

import pytest

from cao_scaffold.host.interruption import one_interruption


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_interrupts_once_and_lets_the_cleaning_finish(number):
    cleaned = False
    with pytest.raises(KeyboardInterrupt), one_interruption():  # noqa: PT012
        try:
            os.kill(os.getpid(), number)
        finally:
            os.kill(os.getpid(), number)
            cleaned = True

    assert cleaned


def test_it_gives_the_handlers_back():
    before = signal.getsignal(signal.SIGTERM)
    with one_interruption():
        assert signal.getsignal(signal.SIGTERM) is not before

    assert signal.getsignal(signal.SIGTERM) is before
