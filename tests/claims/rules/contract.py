"""A whole provider in a document, put into a tree and held to CAO's contract by `check`."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cao_scaffold.checks.check import Finding as Violation
from cao_scaffold.checks.provider_module import (
    check_module,
    check_running_provider,
    read_provider,
)
from cao_scaffold.cli.check_provider import missing_points
from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.host.present import present_providers
from tests.claims.documents import Document
from tests.claims.findings import Finding
from tests.claims.releases import PACKAGE, Release
from tests.providers import NEW_CLI, add
from tests.real_cao import development_python, tree_of_cao

_VALUE = NEW_CLI.names.value
_CLASS = NEW_CLI.names.class_name


def find(document: Document, release: Release) -> Iterator[Finding]:
    """Yield what `cao-scaffold check` says of each module that defines the example provider."""
    for block in document.blocks:
        if block.language == "python" and _is_a_provider(block.text):
            for violation in _violations(block.text, release.version):
                line = block.line + violation.line
                yield Finding(
                    document.name,
                    line,
                    violation.code,
                    violation.sentence,
                    violation.hint,
                    release.version,
                )


def _is_a_provider(text: str) -> bool:
    try:
        module = ast.parse(text)
    except SyntaxError:
        return False
    return any(isinstance(node, ast.ClassDef) and node.name == _CLASS for node in module.body)


@cache
def _violations(text: str, version: str) -> tuple[Violation, ...]:
    with TemporaryDirectory() as folder:
        tree = tree_of_cao(version, Path(folder) / "tree")
        add(tree)
        (tree / PACKAGE / "providers" / f"{_VALUE}.py").write_text(text, encoding="utf-8")
        checkout = find_checkout(tree)
        names = next(names for names in present_providers(checkout) if names.value == _VALUE)
        subject = read_provider(checkout, names, missing_points(checkout)[_VALUE])
        return (
            *check_module(subject).findings,
            *check_running_provider(subject, development_python(version)).findings,
        )
