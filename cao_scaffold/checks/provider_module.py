"""Holds one provider to the contract: by its module, and by running it in CAO's own Python."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cao_scaffold.checks.check import Finding
from cao_scaffold.checks.package import Verdict
from cao_scaffold.checks.provider import READ, RUN
from cao_scaffold.checks.provider.exercise import exercise
from cao_scaffold.checks.provider.subject import Missing, Subject
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import read_facts
from cao_scaffold.provider.names import ProviderNames


def read_provider(
    checkout: Checkout, names: ProviderNames, missing: Iterable[Missing] = ()
) -> Subject:
    """Read a provider's module in a tree; one that is not there is an empty one."""
    path = checkout.code(f"providers/{names.module}.py")
    text = checkout.text(path) or ""
    return Subject(checkout, read_facts(checkout), names, path, text, tuple(missing))


def check_module(subject: Subject) -> Verdict:
    """Hold the module's text, its fixtures and its registration to the contract."""
    return Verdict(len(READ), _ordered(found for check in READ for found in check.run(subject)))


def check_running_provider(subject: Subject, python: Path) -> Verdict:
    """Construct the provider in `python` and hold what it does to the contract."""
    running = replace(subject, seen=exercise(subject, python))
    return Verdict(len(RUN), _ordered(found for check in RUN for found in check.run(running)))


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.file, found.line, found.code)))
