"""Lists of the files that a provider touches, against the files that know of providers."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.claims.documents import Document
from tests.claims.findings import Finding
from tests.claims.releases import Release
from tests.providers import NEW_CLI, add
from tests.real_cao import tree_of_cao

_NEEDED = ("src/", "test/")


def find(document: Document, release: Release) -> Iterator[Finding]:
    """Yield each file of code or test that a provider's checklist leaves out."""
    listed = [passage for passage in document.passages if "checklist" in passage.heading.lower()]
    paths = {path for passage in listed for path in re.findall(r"[\w./*-]+\.\w+", passage.text)}
    if not any(path.startswith("src/cli_agent_orchestrator/providers/") for path in paths):
        return
    for path in _touched(release.version):
        if not any(Path(path).match(pattern) for pattern in paths):
            line = listed[0].line
            truth = f"{path} has to know of the provider too"
            yield Finding(document.name, line, "checklist", listed[0].text, truth, release.version)


@cache
def _touched(version: str) -> tuple[str, ...]:
    """Return the existing files that our own addition changes."""
    with TemporaryDirectory() as folder:
        tree = tree_of_cao(version, Path(folder) / "tree")
        adding = add(tree)
        changed = [change.path for change in adding.plan.changes]
    own = NEW_CLI.names.value
    return tuple(p for p in changed if p.startswith(_NEEDED) and own not in p)
