"""Holds one package to the contract: by its files, and by running it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cao_scaffold.checks.check import Finding
from cao_scaffold.checks.exercise import exercise
from cao_scaffold.checks.plugin import READ, RUN
from cao_scaffold.checks.source import Package


@dataclass(frozen=True)
class Verdict:
    """What some of the checks found, in the order of files and lines."""

    checks: int
    findings: tuple[Finding, ...]
    notes: tuple[str, ...] = ()


def check_files(package: Package) -> Verdict:
    """Hold the package's files to the contract."""
    return Verdict(len(READ), _ordered(found for check in READ for found in check.run(package)))


def check_running(package: Package, python: Path, given: Mapping[str, str]) -> Verdict:
    """Run the package in `python`, a Python with CAO, with the variables `given`.

    A package that declares no entry point cannot be run: nothing is found then.
    """
    if not package.project.entry_points:
        return Verdict(0, (), ("not run: no entry point is declared in pyproject.toml",))
    seen = exercise(package, python, given)
    findings = _ordered(found for check in RUN for found in check.run(seen))
    return Verdict(len(RUN), findings, seen.notes)


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.file, found.line, found.code)))
