"""SIGTERM and SIGKILL at random moments, with a spool: the next start delivers the rest."""

import random
import signal
import time
from pathlib import Path

import pytest

from cao_scaffold import receivers
from cao_scaffold.receivers import Receiver
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import by_session, marks, repeated, texts

pytestmark = pytest.mark.cao

SESSIONS = ("cao-a", "cao-b", "cao-c")
EACH = 40
OVER = 1.0

both = pytest.mark.parametrize("kind", ["discord", "telegram"])


def kill_and_restart(
    run: Run, receiver: Receiver, number: signal.Signals, settings: dict[str, object]
) -> tuple[int, int]:
    """Return how many hooks had returned, and how many requests had come, at the kill."""
    receiver.faults.slow = 0.03
    with run(receiver, settings=settings) as child:
        child.begin(
            *(Source(each, texts(each, EACH, size=900), OVER) for each in SESSIONS), tells=True
        )
        time.sleep(random.uniform(0.1, OVER))
        assert child.end(number) == (0 if number == signal.SIGTERM else -number)
    taken, before = set(marks(child.returned)), len(receiver.received)
    receiver.faults.slow = 0
    with run(receiver, settings={**settings, "DRAIN_SECONDS": 10}) as child:
        receiver.wait_for(lambda it: taken <= set(marks(it.texts)), 20)
        child.stop()
        assert "0 left in the spool" in child.log
    assert taken <= set(marks(receiver.texts))
    return len(taken), before


@both
@pytest.mark.parametrize("attempt", range(5))
def test_after_sigkill_all_arrive_and_only_the_request_in_flight_twice(
    run: Run, kind: str, attempt: int, tmp_path: Path
) -> None:
    with receivers.start(kind, limits=False) as receiver:
        taken, before = kill_and_restart(run, receiver, signal.SIGKILL, {"SPOOL": tmp_path / "s"})
        found = marks(receiver.texts)
        assert repeated(found) <= set(marks(receiver.texts[before - 1 : before]))
        assert taken > 0
        for numbers in by_session(dict.fromkeys(found)).values():
            assert numbers == list(range(len(numbers)))


@both
@pytest.mark.parametrize("drain", [0, 0.2, 0.5, 1, 10])
def test_after_sigterm_all_arrive_once_in_order(
    run: Run, kind: str, drain: float, tmp_path: Path
) -> None:
    settings = {"SPOOL": tmp_path / "s", "DRAIN_SECONDS": drain}
    with receivers.start(kind, limits=False) as receiver:
        taken, _ = kill_and_restart(run, receiver, signal.SIGTERM, settings)
        found = marks(receiver.texts)
        assert repeated(found) == set()
        assert taken > 0
        for numbers in by_session(found).values():
            assert numbers == list(range(len(numbers)))
