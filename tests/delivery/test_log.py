"""What the log says of a delivery that goes through every trouble."""

import pytest

from cao_scaffold import receivers
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import texts

pytestmark = pytest.mark.cao


@pytest.mark.parametrize("kind", ["discord", "telegram"])
def test_the_log_tells_of_each_step_and_never_holds_the_secret(run: Run, kind: str) -> None:
    with receivers.start(kind, limits=False) as receiver:
        secret = receiver.settings.get("BOT_TOKEN") or receiver.settings["WEBHOOK_URL"]
        with run(receiver) as child:
            receiver.down()
            receiver.faults.answer(429, wait=0.1)
            receiver.faults.answer(500)
            receiver.faults.reset()
            receiver.faults.half_close()
            receiver.faults.answer(401)
            child.send(Source("cao-a", texts("cao-a", 50), 0.5))
            receiver.up()
            receiver.wait_for(lambda it: it.rejected[401] == 1, 10)
            child.stop()
            log = child.log
    assert "DEBUG httpcore.connection: connect_tcp.started" in log
    assert "no answer (ConnectError)" in log
    assert "takes nothing more" in log
    assert secret not in log
    assert secret.rpartition("/")[2] not in log
    assert secret.rpartition(":")[2] not in log
