"""The record in a package: what each plugin in it was made from, and the digest of each file."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold import __version__
from cao_scaffold.edit.plan import Change
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.answers import Answers
from cao_scaffold.template.render import Place, question_data

RECORD = ".cao-scaffold.toml"

_HEAD = "Written by cao-scaffold: what the plugins in this package were made from."


def digest(content: bytes) -> str:
    """Return the sha256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def recorded(
    before: bytes | None,
    answers: Answers,
    *,
    place: Place,
    files: Mapping[str, bytes],
    shared: Sequence[Change] = (),
) -> bytes:
    """Return the record `before` (None: a new one) with the plugin's table written anew.

    `shared` are files of other plugins that change with it: one that was as recorded still is.
    """
    try:
        document = tomlkit.parse((before or f"# {_HEAD}\n".encode()).decode("utf-8"))
    except (TOMLKitError, UnicodeDecodeError) as problem:
        raise ScaffoldError(f"{RECORD} is broken: {problem}", hint=f"rm {RECORD}") from problem
    plugins = document.setdefault("plugins", tomlkit.table(is_super_table=True))
    for change in shared:
        _follow(plugins, change)
    plugins[answers.names.plugin] = {
        "scaffold": __version__,
        "answers": {**question_data(answers), "package": place.package, "tests": place.tests},
        "files": {path: _stated(content) for path, content in sorted(files.items())},
    }
    return tomlkit.dumps(document).encode("utf-8")


def _follow(plugins: Mapping[str, Any], change: Change) -> None:
    """Record the new digest of a file that nobody has touched."""
    if change.before is None or change.after is None:
        return
    for plugin in plugins.values():
        files = plugin.get("files", {})
        if files.get(change.path) == _stated(change.before):
            files[change.path] = _stated(change.after)


def _stated(content: bytes) -> str:
    return f"sha256:{digest(content)}"
