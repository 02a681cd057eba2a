"""Child processes that never outlive the block that started them."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

_HURRIED_SECONDS = 2

# Ctrl-C on a terminal goes to the whole foreground group: a child in a session of its own
# is left for us to stop in order.


class Finished(NamedTuple):
    """What a program left: its exit code (None where it had to be killed) and its words."""

    code: int | None
    output: str
    errors: str


def run(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    folder: Path,
    stdin: str = "",
    timeout: float = 600,
) -> Finished:
    """Run `command` to its end; kill its whole group where it takes longer than `timeout`."""
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    code: int | None = None
    try:
        output, errors = process.communicate(stdin, timeout)
        code = process.returncode
    except subprocess.TimeoutExpired:
        _kill_group(process)
        output, errors = process.communicate()
    finally:
        _kill_group(process)
    return Finished(code, output, errors)


@contextlib.contextmanager
def running(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    folder: Path,
    output: IO[bytes],
    patience: float,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` beside the block, stdout and stderr into `output`; stop it at the end.

    It has `patience` seconds after SIGTERM, and few where the block was left by an exception.
    """
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield process
    except BaseException:
        stop(process, min(patience, _HURRIED_SECONDS))
        raise
    finally:
        stop(process, patience)


def stop(process: subprocess.Popen[bytes], patience: float) -> bool:
    """End `process`: SIGTERM, then SIGKILL after `patience` seconds. True: SIGTERM sufficed."""
    if process.returncode is not None:
        # Stopped before; the number may belong to another process by now.
        return True
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
    finally:
        _kill_group(process)
    return True


def _kill_group(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Kill what `process` started and left behind; its group is its own since its start."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    if process.poll() is None:
        process.wait()
