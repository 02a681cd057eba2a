"""5000 messages at once, from more threads than a server has."""

import pytest

from cao_scaffold import receivers
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import by_session, marks, once_in_order, texts

pytestmark = pytest.mark.cao

THREADS = 200
EACH = 25


@pytest.mark.parametrize("kind", ["discord", "telegram"])
def test_every_call_returns_and_every_message_arrives_once_in_order(run: Run, kind: str) -> None:
    sessions = [f"cao-{number}" for number in range(THREADS)]
    with receivers.start(kind, limits=False) as receiver, run(receiver) as child:
        calls = child.send(*(Source(each, texts(each, EACH)) for each in sessions), timeout=60)
        assert len(calls) == THREADS * EACH
        receiver.wait_for(lambda it: len(marks(it.texts)) >= THREADS * EACH, 60)
        assert by_session(marks(receiver.texts)) == once_in_order(EACH, *sessions)
        assert child.warnings == ()
