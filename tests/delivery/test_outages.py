"""A destination that is dead, slow, silent, or comes and goes."""

import time

import pytest

from cao_scaffold import receivers
from cao_scaffold.receivers import Receiver
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import (
    by_session,
    marks,
    once_in_order,
    percentile,
    repeated,
    texts,
)

pytestmark = pytest.mark.cao

SESSIONS = ("cao-a", "cao-b")
EACH = 100
ALL = once_in_order(EACH, *SESSIONS)
# What a busy machine's scheduler may take; a hook that waits for the destination takes a second.
# How short a hook is, benchmarks/delivery.py measures.
UNAFFECTED = 0.05

both = pytest.mark.parametrize("kind", ["discord", "telegram"])


def sources(over: float) -> list[Source]:
    return [
        Source("cao-a", texts("cao-a", EACH, size=300), over, "loop"),
        Source("cao-b", texts("cao-b", EACH, size=300), over, "thread"),
    ]


def wait_for_all(receiver: Receiver, timeout: float = 30) -> None:
    receiver.wait_for(lambda it: len(set(marks(it.texts))) >= EACH * len(SESSIONS), timeout)


@both
def test_a_dead_destination_gets_all_once_it_is_up(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver:
        receiver.down()
        with run(receiver) as child:
            seconds = child.send(*sources(over=1))
            assert receiver.requests == 0
            receiver.up()
            wait_for_all(receiver)
            assert by_session(marks(receiver.texts)) == ALL
            assert len(child.warnings) == 1
    assert percentile(seconds, 0.99) < UNAFFECTED


@both
def test_a_slow_destination_gets_all_once(run: Run, kind: str) -> None:
    patient = {"client.TIMEOUT": 10.0, "outbox.LINGER": 0.5}
    with (
        receivers.start(kind, limits=False) as receiver,
        run(receiver, configuration=patient) as child,
    ):
        receiver.faults.slow = 2
        seconds = child.send(*sources(over=2.2))
        receiver.wait_for(lambda it: it.requests == 2, 10)
        receiver.faults.slow = 0.01
        wait_for_all(receiver)
        assert by_session(marks(receiver.texts)) == ALL
        assert child.warnings == ()
    assert percentile(seconds, 0.99) < UNAFFECTED


@both
def test_a_silent_destination_gets_all_and_at_most_one_request_twice(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver, run(receiver) as child:
        receiver.faults.silence()
        seconds = child.send(*sources(over=2.5))
        assert receiver.received == ()
        receiver.faults.release()
        wait_for_all(receiver)
        found = marks(receiver.texts)
        assert by_session(dict.fromkeys(found)) == ALL
        assert repeated(found) <= set(marks(receiver.texts[:1]))
        assert len(child.warnings) == 1
    assert percentile(seconds, 0.99) < UNAFFECTED


@both
def test_a_flapping_destination_gets_all_and_each_fall_repeats_at_most_one_request(
    run: Run, kind: str
) -> None:
    falls, in_flight = 5, []
    with receivers.start(kind, limits=False) as receiver, run(receiver) as child:
        receiver.faults.slow = 0.01
        child.begin(*sources(over=3))
        for _ in range(falls):
            time.sleep(0.3)
            receiver.down()
            in_flight += receiver.texts[-1:]
            time.sleep(0.2)
            receiver.up()
        seconds = child.finish()
        wait_for_all(receiver)
        found = marks(receiver.texts)
        assert by_session(dict.fromkeys(found)) == ALL
        assert repeated(found) <= set(marks(in_flight))
    assert percentile(seconds, 0.99) < UNAFFECTED


@both
def test_requests_whose_connection_is_reset_arrive_once(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver, run(receiver) as child:
        receiver.faults.reset(times=3)
        child.send(*sources(over=0.5))
        wait_for_all(receiver)
        assert by_session(marks(receiver.texts)) == ALL
        assert len(child.warnings) == 1


@both
def test_requests_whose_answer_is_cut_are_sent_again_and_no_others(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver, run(receiver) as child:
        receiver.faults.half_close(times=2)
        child.send(*sources(over=0.5))
        wait_for_all(receiver)
        found = marks(receiver.texts)
        assert by_session(dict.fromkeys(found)) == ALL
        assert repeated(found) == set(marks(receiver.texts[:2]))
