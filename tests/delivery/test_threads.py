"""A thread for each session, made again where it was deleted; a chat that moves."""

import pytest

from cao_scaffold import receivers
from cao_scaffold.receivers.telegram import Telegram
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import by_session, marks, once_in_order, texts

pytestmark = pytest.mark.cao

SESSIONS = ("cao-a", "cao-b")
OF_THREADS = {"discord": {"FORUM": 1}, "telegram": {"TOPICS": 1}}

HALVES = (slice(0, 10), slice(10, 20))

both = pytest.mark.parametrize("kind", list(OF_THREADS))


@both
def test_a_deleted_thread_is_made_again_and_nothing_is_lost(run: Run, kind: str) -> None:
    with (
        receivers.start(kind, limits=False, forum=True) as receiver,
        run(receiver, settings=OF_THREADS[kind]) as child,
    ):
        threads = receiver.destination.threads
        first, second = ([texts(each, 20)[part] for each in SESSIONS] for part in HALVES)
        child.send(*map(Source, SESSIONS, first))
        receiver.wait_for(lambda it: len(marks(it.texts)) >= 20, 10)
        assert sorted(threads.values()) == list(SESSIONS)
        gone = next(each for each in threads if threads[each] == "cao-a")
        del threads[gone]
        child.send(*map(Source, SESSIONS, second))
        receiver.wait_for(lambda it: len(marks(it.texts)) >= 40, 10)
        assert by_session(marks(receiver.texts)) == once_in_order(20, *SESSIONS)
        assert sorted(threads.values()) == list(SESSIONS)
        assert gone not in threads
        for each in receiver.received[-2:]:
            assert {session for session, _ in marks([each.text])} == {threads[each.thread]}
        assert child.warnings == ()


def test_a_chat_that_moves_is_followed_with_one_warning(run: Run) -> None:
    first, second = texts("cao-a", 20)[:10], texts("cao-a", 20)[10:]
    with receivers.start("telegram", limits=False) as receiver, run(receiver) as child:
        child.send(Source("cao-a", first))
        receiver.wait_for(lambda it: len(marks(it.texts)) >= 10, 10)
        destination = receiver.destination
        assert isinstance(destination, Telegram)
        destination.migrate_to("-1009876543210")
        child.send(Source("cao-a", second))
        receiver.wait_for(lambda it: len(marks(it.texts)) >= 20, 10)
        assert by_session(marks(receiver.texts)) == once_in_order(20, "cao-a")
        assert receiver.rejected[400] == 1
        assert len(child.warnings) == 1
        assert "CAO_TELEGRAM_CHAT_ID=-1009876543210" in child.warnings[0]
