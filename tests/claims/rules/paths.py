"""Paths between backticks, against the files that there are."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.claims.documents import Document, Span
from tests.claims.findings import Finding
from tests.claims.releases import PACKAGE, Release
from tests.claims.scope import applies
from tests.claims.written import ROOT, packages, project
from tests.providers import NEW_CLI, add
from tests.real_cao import tree_of_cao

_ENDINGS = r"\.(?:md|py|toml|txt|json|ya?ml|sh|template|jinja|svg|log|db|jsonl|tsx?)"
_PATH = re.compile(rf"(?:[\w.*-]+/)+[\w.*-]*|[\w.*-]+{_ENDINGS}")

# What stands below CAO's own folder: tests/claims/server_conduct.py reads the one, and the
# tests of providers on a server the other.
IN_A_HOME = ("logs/cao_*.log", f"tmp/{NEW_CLI.names.value}")


def find(document: Document, release: Release) -> Iterator[Finding]:
    """Yield each path that is nowhere: not in CAO's tree, ours, or what we write."""
    for span in document.spans:
        spoken_of = is_path(span.text) and applies(span.passage.text, release.version)
        if spoken_of and not exists(document, span, release):
            truth = "there is no such file"
            line = span.passage.line
            yield Finding(document.name, line, "paths", span.text, truth, release.version)


def is_path(text: str) -> bool:
    """Tell whether `text` has the form of a relative path."""
    return bool(_PATH.fullmatch(text)) and not text.startswith(".")


def exists(document: Document, span: Span, release: Release) -> bool:
    """Tell whether the span's path is a file or folder that the reader can have before them."""
    wanted = span.text.rstrip("/")
    if any(wanted in block.text for block in document.blocks):
        return True  # of the document's own making
    if wanted in release.names.strings or wanted in IN_A_HOME:
        return True
    beside = (ROOT / document.name).parent
    if (beside / wanted).exists():
        return True
    return any(
        _matches(wanted, path)
        for paths in (project(), _with_a_provider(release.version), packages())
        for path in paths
    )


def _matches(wanted: str, path: str) -> bool:
    return (
        path == wanted
        or path == f"{PACKAGE}/{wanted}"
        or path.endswith(f"/{wanted}")
        or ("*" in wanted and fnmatchcase(path, wanted))
    )


@cache
def _with_a_provider(version: str) -> frozenset[str]:
    """Return the files of a CAO tree that has the example provider."""
    from tests.claims.releases import release

    with TemporaryDirectory() as folder:
        tree = tree_of_cao(version, Path(folder) / "tree")
        if version != "2.1.1":
            changes = add(tree).plan.changes
            added = {change.path for change in changes}
        else:
            added = set()
    folders = {parent.as_posix() for path in added for parent in Path(path).parents}
    # The record of what it was made from.
    record = f".cao-scaffold/{NEW_CLI.names.value}.toml"
    return frozenset({*release(version).paths, *added, *folders, record})
