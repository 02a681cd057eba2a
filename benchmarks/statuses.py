"""Measures get_status of each provider of a CAO; run by a Python with it.

    statuses.py ROUNDS SIZE...

The buffer is the raw stream of a terminal: rows of a reply with colours, the turn's echo above
them, an idle composer below. Each round calls each provider once for each size. Prints one line
of JSON: for each provider its median seconds by size.
"""

import contextlib
import json
import statistics
import sys
import time

from cli_agent_orchestrator.models.provider import ProviderType
from cli_agent_orchestrator.providers.base import BaseProvider
from cli_agent_orchestrator.providers.manager import ProviderManager

_ROW = "  \x1b[38;5;252mThe parser now keeps the \x1b[1mindentation\x1b[0m of row {}.\x1b[K\r\n"
_HEAD = "\u276f What has changed?\r\n\r\n\u25cf It is done:\r\n"
_FOOT = "\r\n\x1b[2K\u276f \r\n"


def stream(size: int) -> str:
    """Return a buffer of `size` bytes, and no more than one row less."""
    rows: list[str] = []
    length = len((_HEAD + _FOOT).encode())
    while True:
        row = _ROW.format(len(rows))
        length += len(row)
        if length > size:
            return "".join((_HEAD, *rows, _FOOT))
        rows.append(row)


def providers() -> dict[str, BaseProvider]:
    """Return an instance of each provider that a message was sent to; CAO's mock is none."""
    manager = ProviderManager()
    made = {}
    for each in ProviderType:
        if each is not ProviderType.MOCK_CLI:
            made[each.value] = manager.create_provider(
                each.value, f"benchmark-{each.value}", "session", "window", "developer"
            )
            # Claude Code's looks at a pane that is not there, after it has noted the message.
            with contextlib.suppress(ValueError):
                made[each.value].mark_input_received()
    return made


def seconds(provider: BaseProvider, buffer: str) -> float:
    """Return how long one call takes."""
    started = time.perf_counter()
    provider.get_status(buffer)
    return time.perf_counter() - started


def main(rounds: int, *sizes: int) -> None:
    """Measure and print."""
    made, buffers = providers(), [stream(size) for size in sizes]
    rounds_of: dict[str, list[list[float]]] = {name: [[] for _ in sizes] for name in made}
    for turn in range(rounds + 1):
        for name, provider in made.items():
            for buffer, times in zip(buffers, rounds_of[name], strict=True):
                taken = seconds(provider, buffer)
                # The first round does not count.
                if turn:
                    times.append(taken)
    medians = {name: [statistics.median(each) for each in of] for name, of in rounds_of.items()}
    print(json.dumps(medians))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
