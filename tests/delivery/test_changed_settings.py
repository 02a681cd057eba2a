"""What waits in the spool when the settings are mended, as the log advised."""

from pathlib import Path

import pytest

from cao_scaffold import receivers
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import by_session, marks, once_in_order, texts

OF_THREADS = {"discord": "FORUM", "telegram": "TOPICS"}

pytestmark = pytest.mark.cao


@pytest.mark.parametrize(
    ("kind", "forum"), [("discord", True), ("discord", False), ("telegram", False)]
)
def test_it_arrives_once_in_order_with_what_comes_later(
    run: Run, kind: str, forum: bool, tmp_path: Path
) -> None:
    switch, spool = OF_THREADS[kind], {"SPOOL": tmp_path / "spool"}
    first, second = texts("cao-a", 20)[:10], texts("cao-a", 20)[10:]
    with receivers.start(kind, limits=False, forum=forum) as receiver:
        with run(receiver, settings={**spool, switch: int(not forum)}) as child:
            child.send(Source("cao-a", first))
            receiver.wait_for(lambda it: it.rejected[400] == 1, 10)
            child.stop()
            assert "takes nothing more" in child.warnings[0]
        with run(receiver, settings={**spool, switch: int(forum)}) as child:
            child.send(Source("cao-a", second))
            child.stop()
            assert child.warnings == ()
        assert by_session(marks(receiver.texts)) == once_in_order(20, "cao-a")
