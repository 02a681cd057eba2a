"""A driver process, seen from the test: what it is told, what it says, how it ends."""

import contextlib
import json
import queue
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Literal

DRIVER = Path(__file__).with_name("driver.py")
_PATIENCE = 30

Way = Literal["loop", "thread", "loop closed right after", "closing loop"]


@dataclass(frozen=True)
class Source:
    """Texts of one session, one hook call each, spread over `over` seconds."""

    session: str
    texts: Sequence[str]
    over: float = 0
    via: Way = "thread"


class Child:
    """A plugin that has been set up."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        assert process.stderr
        self._process = process
        self._answers: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._log: list[str] = []
        self.returned: list[str] = []
        """The texts whose hooks returned, where `begin` was asked to have them told."""
        self._readers = (
            threading.Thread(target=self._listen, args=(process.stdout,), daemon=True),
            threading.Thread(target=self._log.extend, args=(process.stderr,), daemon=True),
        )
        for reader in self._readers:
            reader.start()
        assert self._answer(_PATIENCE) == {"ready": True}, self.log

    @property
    def log(self) -> str:
        """All that was logged so far, at DEBUG and above."""
        return "".join(self._log)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The log's lines above INFO."""
        return tuple(line for line in self._log if line.startswith(("WARNING", "ERROR", "CRIT")))

    def begin(self, *sources: Source, tells: bool = False) -> None:
        """Have the hooks called; `finish` waits for the end of it."""
        command = {"tells": tells, "sources": [asdict(source) for source in sources]}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()

    def finish(self, timeout: float = _PATIENCE) -> list[float]:
        """Wait until all hooks have returned; return how long each took, in seconds."""
        seconds: list[float] = self._answer(timeout)["seconds"]
        return seconds

    def send(self, *sources: Source, timeout: float = _PATIENCE) -> list[float]:
        """Have the hooks called, and wait."""
        self.begin(*sources)
        return self.finish(timeout)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal; return the exit code when all that was said is read."""
        self._process.send_signal(number)
        code = self._process.wait(_PATIENCE)
        for reader in self._readers:
            reader.join(_PATIENCE)
        return code

    def stop(self) -> None:
        """End by SIGTERM, where it has not ended yet."""
        if self._process.poll() is None:
            assert self.end() == 0, self.log

    def _answer(self, timeout: float) -> dict[str, Any]:
        with contextlib.suppress(queue.Empty):
            return self._answers.get(timeout=timeout)
        raise AssertionError(f"no answer within {timeout} s; the log:\n{self.log[-5000:]}")

    def _listen(self, output: IO[str]) -> None:
        for line in output:
            # SIGKILL may have cut the last one.
            with contextlib.suppress(ValueError):
                answer = json.loads(line)
                if "returned" in answer:
                    self.returned.append(answer["returned"])
                else:
                    self._answers.put(answer)


@contextlib.contextmanager
def running(
    command: Sequence[str | Path], options: dict[str, Any], environment: dict[str, str]
) -> Iterator[Child]:
    """Run the driver by `command` with `options`; at the end of the block it has ended."""
    process = subprocess.Popen(
        [*map(str, command), str(DRIVER), json.dumps(options)],
        env=environment,
        cwd=environment["HOME"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    with process:
        try:
            child = Child(process)
            yield child
            child.stop()
        finally:
            process.kill()
