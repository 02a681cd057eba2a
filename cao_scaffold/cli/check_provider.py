"""`cao-scaffold check` of providers: which ones, in which Python."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cao_scaffold.cli.check_command import Result, say
from cao_scaffold.errors import UsageError

if TYPE_CHECKING:
    from cao_scaffold.checks.provider.subject import Missing
    from cao_scaffold.host.checkout import Checkout
    from cao_scaffold.provider.names import ProviderNames


def check_providers(
    path: Path, name: str | None, *, python: Path | None, static: bool, show: bool
) -> Result:
    """Hold the providers that `path` and `name` mean to the contract."""
    from cao_scaffold.checks.provider_module import (
        check_module,
        check_running_provider,
        read_provider,
    )
    from cao_scaffold.host.checkout import find_checkout
    from cao_scaffold.host.environment import cao_version, find_tree_python
    from cao_scaffold.host.interruption import one_interruption

    checkout = find_checkout(path)
    runs_in = None if static else find_tree_python(checkout.root, python)
    missing = missing_points(checkout)
    result = Result(0, 0, ())
    for names in _chosen(checkout, path, name):
        subject = read_provider(checkout, names, missing.get(names.value, ()))
        verdicts = [check_module(subject)]
        if runs_in:
            with one_interruption():
                verdicts.append(check_running_provider(subject, runs_in))
        findings = [found for verdict in verdicts for found in verdict.findings]
        if show:
            say(findings)
        checks = sum(verdict.checks for verdict in verdicts)
        result = Result(result.files + 1, checks, (*result.findings, *findings))
    notes = () if runs_in or static else _NOT_RUN
    return result._replace(notes=notes, cao=cao_version(runs_in) if runs_in else "")


_NOT_RUN = ("not run: the tree has no .venv; make one with `uv sync`, or give --python",)


def _chosen(checkout: "Checkout", path: Path, name: str | None) -> "Sequence[ProviderNames]":
    """Return the providers to check; raise UsageError where the tree has no such one."""
    from cao_scaffold.host.present import MOCK, present_providers

    present = [names for names in present_providers(checkout) if names.value != MOCK]
    if path.is_file():
        chosen = [names for names in present if names.module == path.stem]
        wanted = path.stem
    elif name:
        wanted = name.replace("-", "_")
        chosen = [names for names in present if names.value == wanted]
    else:
        return present
    if not chosen:
        raise UsageError(
            f"{checkout.root} has no provider {wanted}",
            hint=f"those it has: {', '.join(names.value for names in present)}",
        )
    return chosen


def missing_points(checkout: "Checkout") -> "dict[str, tuple[Missing, ...]]":
    """Return at which points each provider of the tree is not known.

    Of one that was not scaffolded the answers are not known: only what every provider needs
    is looked for, in CAO's source.
    """
    from cao_scaffold.checks.provider.subject import Missing
    from cao_scaffold.host.present import MOCK, present_providers
    from cao_scaffold.points.point import Kind, always
    from cao_scaffold.points.record import read_records
    from cao_scaffold.points.survey import known_by_name, survey

    records = read_records(checkout)
    found = {}
    for names in present_providers(checkout):
        record = records.get(names.value)
        provider = record.provider if record else known_by_name(names)
        found[names.value] = tuple(
            Missing(holding.point.name, path, holding.point.reason)
            for holding in survey(checkout, [provider] if names.value != MOCK else [])
            for path in holding.missing.get(names.value, ())
            if (
                record.chooses(holding.point.name) and holding.point.needed(provider)
                if record
                else holding.point.needed is always and holding.point.kind is Kind.SOURCE
            )
        )
    return found
