cat > cao_audit/counter.py <<'END'
"""Counts the messages that CAO's agents send."""

import logging
import threading

from cli_agent_orchestrator.plugins import CaoPlugin, PostSendMessageEvent, hook

logger = logging.getLogger(__name__)


class CounterPlugin(CaoPlugin):
    """Logs the number of messages at the end."""

    async def setup(self) -> None:
        """Begin at zero."""
        self._lock = threading.Lock()
        self.messages = 0

    async def teardown(self) -> None:
        """Say how many there were."""
        logger.info("%d messages", self.messages)

    @hook("post_send_message")
    async def on_message(self, event: PostSendMessageEvent) -> None:
        """Count it."""
        with self._lock:
            self.messages += 1
END
sed -i 's/^audit = .*/&\ncounter = "cao_audit.counter:CounterPlugin"/' pyproject.toml
cat > tests/test_counter.py <<'END'
"""Messages are counted."""

import pytest
from cao_audit.counter import CounterPlugin
from cli_agent_orchestrator.plugins import PostSendMessageEvent

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_each_message_counts() -> None:
    plugin = CounterPlugin()
    await plugin.setup()
    await plugin.on_message(PostSendMessageEvent())
    await plugin.on_message(PostSendMessageEvent())
    assert plugin.messages == 2
END
