"""Runs commands in turn, so that a machine's moods hit all of them alike, and compares them."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One process: wall time in seconds, peak memory in MiB."""

    seconds: float
    memory: float


@dataclass(frozen=True)
class Verdict:
    """One thing that was measured and what it was to reach."""

    what: str
    measured: str
    target: str
    reached: bool

    def __str__(self) -> str:
        word = "PASS" if self.reached else "MISS"
        return f"{word}  {self.what}: {self.measured} (to reach: {self.target})"


def at_most(what: str, measured: float, target: float, *, unit: str = "") -> Verdict:
    """Judge a figure that must not exceed `target`."""
    return Verdict(what, f"{measured:.3g}{unit}", f"<= {target:g}{unit}", measured <= target)


def run_once(command: Sequence[str], folder: Path) -> Run:
    """Run `command` in `folder` to its end; CalledProcessError where it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_maxrss / 1024)


def run_in_turn(
    commands: Sequence[Callable[[Path], Sequence[str]]], *, times: int
) -> tuple[tuple[Run, ...], ...]:
    """Run each command `times` times, A B A B, after one round that does not count.

    A command is made for the fresh folder that it runs in.
    """
    runs: list[list[Run]] = [[] for _ in commands]
    for turn in range(times + 1):
        for command, kept in zip(commands, runs, strict=True):
            with tempfile.TemporaryDirectory() as folder:
                run = run_once(command(Path(folder)), Path(folder))
            if turn:
                kept.append(run)
    return tuple(tuple(kept) for kept in runs)


def ratio(ours: Sequence[Run], peers: Sequence[Run]) -> float:
    """Return the median time of ours by that of the peer."""
    return _median(ours) / _median(peers)


def describe(name: str, runs: Sequence[Run]) -> str:
    """Return a row: median, least and greatest time, and peak memory."""
    times = [run.seconds * 1000 for run in runs]
    memory = max(run.memory for run in runs)
    return (
        f"  {name:<44} {statistics.median(times):7.0f} ms"
        f"  ({min(times):.0f} to {max(times):.0f})  {memory:5.0f} MiB"
    )


def _median(runs: Sequence[Run]) -> float:
    return statistics.median(run.seconds for run in runs)
