"""The files that the project has, and those that it writes: what our documents speak of."""

import contextlib
import io
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cao_scaffold.cli import run
from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.host.facts import read_facts
from cao_scaffold.template.integrations import integration_names
from cao_scaffold.template.provider import provider_files
from tests.providers import NEW_CLI
from tests.real_cao import source_of_cao

ROOT = Path(__file__).parent.parent.parent


@cache
def packages() -> dict[str, str]:
    """Return the files of a package for each integration, with "" for a folder."""
    found: dict[str, str] = {}
    with TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        for name in integration_names():
            words = ["plugin", name, "--defaults", "--events", "all", "--output", folder]
            assert run(words) == 0
        for path in Path(folder).rglob("*"):
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            found[path.relative_to(folder).as_posix()] = text
    return found


@cache
def pages() -> dict[str, str]:
    """Return the Markdown that we write: in packages, and about the example provider."""
    checkout = find_checkout(source_of_cao())
    files = provider_files(NEW_CLI, read_facts(checkout), checkout=checkout)
    theirs = {path: text for path, text in packages().items() if path.endswith(".md")}
    ours = {
        path: content.decode("utf-8") if isinstance(content, bytes) else content
        for path, content in files.items()
        if path.endswith(".md")
    }
    return {**theirs, **ours}


@cache
def project() -> frozenset[str]:
    """Return the files and folders of this repository, as git has them."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    files = [Path(line) for line in listed.split("\n") if line]
    folders = {parent.as_posix() for file in files for parent in file.parents}
    return frozenset({*(file.as_posix() for file in files), *folders})
