"""Child processes."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from cao_scaffold.host.process import run, running, stop

HERE = Path("/")
IGNORES_SIGTERM = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(1000)
"""


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def gone(pid: int) -> bool:
    found = subprocess.run(["ps", "-p", str(pid), "-o", "stat="], capture_output=True, text=True)
    return found.stdout.strip() in ("", "Z")


def test_it_returns_what_a_program_said():
    code = "import sys; print(sys.stdin.read()); print('oh', file=sys.stderr); sys.exit(3)"

    finished = run(python(code), environment={}, folder=HERE, stdin="in")

    assert finished == (3, "in\n", "oh\n")


def test_it_kills_a_program_that_takes_too_long():
    started = time.monotonic()

    finished = run(python(IGNORES_SIGTERM), environment={}, folder=HERE, timeout=1)

    assert (finished.code, finished.output) == (None, "ready\n")
    assert time.monotonic() < started + 5


def test_it_kills_what_a_program_left_behind():
    finished = run(
        ["sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!"], environment={}, folder=HERE
    )

    time.sleep(0.1)
    assert gone(int(finished.output))


def test_it_stops_a_program_when_the_block_is_interrupted(tmp_path):
    with (tmp_path / "output").open("wb") as output, pytest.raises(KeyboardInterrupt):  # noqa: SIM117
        with running(
            python("import time; time.sleep(1000)"),
            environment={},
            folder=HERE,
            output=output,
            patience=5,
        ) as process:
            raise KeyboardInterrupt

    assert process.returncode is not None


@pytest.mark.parametrize(
    ("code", "by_sigterm"),
    [("print('ready', flush=True); import time; time.sleep(1000)", True), (IGNORES_SIGTERM, False)],
)
def test_it_tells_whether_sigterm_sufficed(tmp_path, code, by_sigterm):
    path = tmp_path / "output"
    with (
        path.open("wb") as output,
        running(python(code), environment={}, folder=HERE, output=output, patience=5) as process,
    ):
        while not path.read_bytes():
            time.sleep(0.02)

        assert stop(process, 0.5) is by_sigterm
