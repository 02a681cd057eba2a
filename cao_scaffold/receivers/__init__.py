"""Destinations on loopback that enforce the documented limits of the real ones."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from cao_scaffold.receivers.anything import Anything
from cao_scaffold.receivers.destination import Destination
from cao_scaffold.receivers.discord import Discord
from cao_scaffold.receivers.records import Received
from cao_scaffold.receivers.server import Receiver
from cao_scaffold.receivers.telegram import Telegram

__all__ = ["KINDS", "Destination", "Received", "Receiver", "start"]

# One sibling file each; the name is the integration's.
KINDS: dict[str, type[Destination]] = {
    "discord": Discord,
    "telegram": Telegram,
    "anything": Anything,
}


@contextlib.contextmanager
def start(
    kind: str, *, on_received: Callable[[Received], None] | None = None, **options: Any
) -> Iterator[Receiver]:
    """Serve the destination `kind` on a free port of 127.0.0.1 for as long as the block runs.

    `options` are the destination's own, beside `scale` (of its windows, 1 is real time) and
    `limits` (False lifts them). `on_received` is called in the thread of the request.
    """
    receiver = Receiver(KINDS[kind](**options), on_received=on_received)
    receiver.up()
    try:
        yield receiver
    finally:
        receiver.down()
        receiver.faults.clear()
