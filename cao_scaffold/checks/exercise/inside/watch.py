"""What a plugin logs, opens and connects to, seen from inside its process."""

import contextlib
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import Any

LOOPBACK = ("127.", "::1", "localhost")
OPENINGS = {
    "socket.__new__": "a socket",
    "subprocess.Popen": "a process",
    "sqlite3.connect": "a database",
}


class Watch(logging.Handler):
    """Sees what is logged, what is opened, and where connections go."""

    def __init__(self, argument: dict[str, Any]) -> None:
        super().__init__(logging.DEBUG)
        self.root = argument["root"].rstrip("/") + "/"
        self.secrets: list[str] = argument["secrets"]
        self.hosts = (*LOOPBACK, *argument["hosts"])
        self.stage = ""
        self.warnings: list[dict[str, Any]] = []
        self.leaks: list[dict[str, Any]] = []
        self.refused: list[str] = []
        self.opened: list[str] | None = None

    def enter(self, stage: str) -> None:
        """Begin a stage; the last one named is where a probe that never ended was."""
        self.stage = stage
        print(f"stage: {stage}", file=sys.stderr, flush=True)

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse connections to other machines; note openings while somebody listens."""
        if self.opened is not None and event in OPENINGS:
            self.opened.append(OPENINGS[event])
        address = arguments[1] if event == "socket.connect" else arguments[:1]
        if event in ("socket.connect", "socket.getaddrinfo") and isinstance(address, tuple):
            host = address[0].decode() if isinstance(address[0], bytes) else str(address[0])
            if host != "None" and not host.startswith(self.hosts):
                self.refused.append(host)
                raise ConnectionRefusedError(f"the check reaches no other machine, so not {host}")

    @contextlib.contextmanager
    def openings(self) -> Iterator[list[str]]:
        """Collect what the block opens and leaves open."""
        threads, files = set(threading.enumerate()), _open_files()
        opened: list[str] = []
        self.opened = opened
        try:
            yield opened
        finally:
            self.opened = None
            if set(threading.enumerate()) - threads:
                opened.append("a thread")
            if _open_files() > files and not opened:
                opened.append("a file")

    def emit(self, record: logging.LogRecord) -> None:
        """Keep warnings of CAO's plugin system, and every record that holds a secret."""
        text = logging.Formatter().format(record)
        for secret in self.secrets:
            if secret in text:
                first = next(line for line in text.split("\n") if secret in line)
                shown = first.replace(secret, "<secret>")[:200]
                self.leaks.append(
                    {
                        "logger": record.name,
                        "level": record.levelname,
                        "text": shown,
                        **self.own(record.pathname, record.lineno),
                    }
                )
        if record.levelno >= logging.WARNING and record.name.startswith("cli_agent_orchestrator"):
            error = record.exc_info[1] if record.exc_info else None
            self.warnings.append(
                {
                    "stage": self.stage,
                    "about": [str(each) for each in record.args or ()],
                    **self.error(error, record.getMessage()),
                }
            )

    def error(self, error: BaseException | None, otherwise: str = "") -> dict[str, Any]:
        """Return an error's text, and the last line of the package that it came through."""
        if error is None:
            return {"error": otherwise, "file": "", "line": 0}
        frames = traceback.extract_tb(error.__traceback__)
        places = [self.own(each.filename, each.lineno or 0) for each in frames]
        own = [each for each in places if each["file"]]
        text = f"{type(error).__name__}: {error}".split("\n")[0]
        text = re.sub(r" at 0x[0-9a-f]+", "", text)
        for secret in self.secrets:
            text = text.replace(secret, "<secret>")
        return {"error": text, **(own[-1] if own else {"file": "", "line": 0})}

    def own(self, path: str, line: int) -> dict[str, Any]:
        """Return the place relative to the package; an empty file outside of it."""
        if path.startswith(self.root):
            return {"file": path[len(self.root) :], "line": line}
        return {"file": "", "line": 0}


class Loaded(logging.Handler):
    """Collects the names of plugins that the registry says it loaded."""

    def __init__(self, names: set[str]) -> None:
        super().__init__(logging.INFO)
        self.names = names

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith("Loaded CAO plugin") and record.args:
            self.names.add(str(record.args[0]))  # type: ignore[index]


def _open_files() -> int:
    return len(os.listdir("/dev/fd"))  # noqa: PTH208 - a path would open one more
