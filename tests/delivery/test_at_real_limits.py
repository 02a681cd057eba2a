"""500 messages in ten seconds from five sessions, at the pace that each vendor allows."""

import pytest

from cao_scaffold import receivers
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import by_session, marks, once_in_order, texts

pytestmark = pytest.mark.cao

SESSIONS = tuple(f"cao-{letter}" for letter in "abcde")
EACH = 100
ALL = once_in_order(EACH, *SESSIONS)


def sources(size: int) -> list[Source]:
    """Two sessions call on the server's loop, three in threads of their own."""
    return [
        Source(session, texts(session, EACH, size=size), 10, "loop" if number < 2 else "thread")
        for number, session in enumerate(SESSIONS)
    ]


def test_discord_gets_all_in_order_with_few_requests_and_no_429(run: Run) -> None:
    with receivers.start("discord") as receiver, run(receiver, quick=False) as child:
        assert len(child.send(*sources(size=120))) == len(SESSIONS) * EACH
        receiver.wait_for(lambda it: len(marks(it.texts)) >= len(SESSIONS) * EACH, 90)
        assert by_session(marks(receiver.texts)) == ALL
        assert receiver.requests <= 60
        assert not receiver.rejected
        assert child.warnings == ()


def test_a_telegram_group_gets_all_in_order_with_no_429(run: Run) -> None:
    with receivers.start("telegram") as receiver, run(receiver, quick=False) as child:
        assert len(child.send(*sources(size=40))) == len(SESSIONS) * EACH
        receiver.wait_for(lambda it: len(marks(it.texts)) >= len(SESSIONS) * EACH, 60)
        assert by_session(marks(receiver.texts)) == ALL
        assert receiver.requests <= 30
        assert not receiver.rejected
        assert child.warnings == ()
