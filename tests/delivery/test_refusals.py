"""Answers that ask for a wait, and answers that are for good."""

import time
from typing import Literal

import pytest

from cao_scaffold import receivers
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import by_session, marks, once_in_order, texts

pytestmark = pytest.mark.cao

both = pytest.mark.parametrize("kind", ["discord", "telegram"])


@both
@pytest.mark.parametrize("form", ["header", "body", "both"])
def test_a_429_is_followed_by_the_wait_that_it_asks_for(
    run: Run, kind: str, form: Literal["header", "body", "both"]
) -> None:
    # Longer than the longest backoff of QUICK.
    wait = 2
    with receivers.start(kind, limits=False) as receiver, run(receiver) as child:
        receiver.faults.answer(429, wait=wait, form=form)
        child.begin(Source("cao-a", texts("cao-a", 20), 0.5))
        assert receiver.wait_for(lambda it: it.rejected[429] == 1, 5)
        refused = time.time()
        child.finish()
        receiver.wait_for(lambda it: len(marks(it.texts)) >= 20, wait + 5)
        assert by_session(marks(receiver.texts)) == once_in_order(20, "cao-a")
        assert receiver.received[0].time - refused > wait - 0.1
        assert receiver.requests == 2
        assert len(child.warnings) == 1


@both
@pytest.mark.parametrize("status", [401, 404])
def test_a_refusal_for_good_gives_one_warning_and_no_more_requests(
    run: Run, kind: str, status: int
) -> None:
    with receivers.start(kind, limits=False) as receiver, run(receiver) as child:
        receiver.faults.answer(status)
        calls = child.send(Source("cao-a", texts("cao-a", 100), 2))
        assert len(calls) == 100
        assert receiver.requests == receiver.rejected[status] == 1
        assert len(child.warnings) == 1
        assert "takes nothing more" in child.warnings[0]
        assert f"CAO_{kind.upper()}_" in child.warnings[0]
        assert child.end() == 0
        # The server's end says what was lost.
        assert len(child.warnings) == 2
        assert "100 left undelivered" in child.warnings[1]
        assert receiver.requests == 1
