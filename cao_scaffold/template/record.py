"""The record in a package: what each plugin in it was made from, and the digest of each file."""

import hashlib
from collections.abc import Mapping

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold import __version__
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.answers import Answers
from cao_scaffold.template.render import Place, question_data

RECORD = ".cao-scaffold.toml"

_HEAD = "Written by cao-scaffold: what the plugins in this package were made from."


def digest(content: bytes) -> str:
    """Return the sha256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def recorded(
    before: bytes | None, answers: Answers, *, place: Place, files: Mapping[str, bytes]
) -> bytes:
    """Return the record `before` (None: a new one) with the plugin's table written anew."""
    try:
        document = tomlkit.parse((before or f"# {_HEAD}\n".encode()).decode("utf-8"))
    except (TOMLKitError, UnicodeDecodeError) as problem:
        raise ScaffoldError(f"{RECORD} is broken: {problem}", hint=f"rm {RECORD}") from problem
    plugins = document.setdefault("plugins", tomlkit.table(is_super_table=True))
    plugins[answers.names.plugin] = {
        "scaffold": __version__,
        "answers": {**question_data(answers), "package": place.package, "tests": place.tests},
        "files": {path: f"sha256:{digest(content)}" for path, content in sorted(files.items())},
    }
    return tomlkit.dumps(document).encode("utf-8")
