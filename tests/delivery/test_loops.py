"""Hooks on loops that are about to end, or after the loop of setup has ended."""

import pytest

from cao_scaffold import receivers
from tests.delivery.child import Source, Way
from tests.delivery.conftest import Run
from tests.delivery.messages import by_session, marks, once_in_order, texts

pytestmark = pytest.mark.cao

both = pytest.mark.parametrize("kind", ["discord", "telegram"])


@both
@pytest.mark.parametrize("via", ["loop closed right after", "closing loop"])
def test_what_a_loop_hands_in_at_its_end_arrives_once_in_order(
    run: Run, kind: str, via: Way
) -> None:
    with receivers.start(kind, limits=False) as receiver, run(receiver) as child:
        assert len(child.send(Source("cao-a", texts("cao-a", 20), via=via))) == 20
        receiver.wait_for(lambda it: len(marks(it.texts)) >= 20, 10)
        assert by_session(marks(receiver.texts)) == once_in_order(20, "cao-a")
        assert child.warnings == ()


@both
def test_a_plugin_outlives_the_loop_of_its_setup(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver:
        with run(receiver, setup_loop="closed") as child:
            child.send(
                Source("cao-a", texts("cao-a", 20), via="loop"),
                Source("cao-b", texts("cao-b", 20), via="thread"),
            )
            child.stop()
            assert child.warnings == ()
        assert by_session(marks(receiver.texts)) == once_in_order(20, "cao-a", "cao-b")
