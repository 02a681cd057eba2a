"""What a check of a package found, told to a person and to a program."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cao_scaffold.checks.check import Finding

SCHEMA = 1


def lines(findings: Iterable["Finding"]) -> list[str]:
    """Return each finding as a linter shows it, and its hint below."""
    shown = []
    for found in findings:
        shown.append(f"{found.file}:{found.line}: {found.code} {found.sentence}")
        if found.hint:
            shown.append(f"  hint: {found.hint}")
    return shown


def summary(files: int, checks: int, findings: int) -> str:
    """Return the last line: how much was held to how many contracts, and what came of it."""
    found = {0: "no findings", 1: "1 finding"}.get(findings, f"{findings} findings")
    return f"checked {_counted(files, 'file')} with {_counted(checks, 'check')}: {found}"


def document(
    *,
    files: int,
    checks: int,
    findings: Iterable["Finding"],
    cao: str = "",
    notes: Iterable[str] = (),
) -> dict[str, Any]:
    """Return the JSON document; `cao` is the release that the package ran on, "" for none."""
    return {
        "schema": SCHEMA,
        "files": files,
        "checks": checks,
        "cao": cao or None,
        "notes": list(notes),
        "findings": [found._asdict() for found in findings],
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
