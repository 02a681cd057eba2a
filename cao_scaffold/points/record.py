"""The record in a tree: which providers were scaffolded there, and from which answers."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from cao_scaffold import __version__
from cao_scaffold.edit.plan import Change, read
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.provider.answering import make_provider, plain_answers, read_answers
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames

_FOLDER = ".cao-scaffold"
_IGNORE = "# Made by cao-scaffold; git leaves this folder alone.\n*\n"
_HEAD = "Written by cao-scaffold: what this provider was made from."


@dataclass(frozen=True)
class Record:
    """One provider as it was scaffolded: its answers, the points chosen, its new files' digests."""

    provider: Provider
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    files: Mapping[str, str] | None = None

    def chooses(self, point: str) -> bool:
        """Tell whether the provider was to be known at `point`."""
        return (not self.only or point in self.only) and point not in self.skip

    def same_request(self, other: "Record") -> bool:
        """Tell whether both ask for the same."""
        return (self.provider, self.only, self.skip) == (other.provider, other.only, other.skip)


def digest(content: bytes) -> str:
    """Return how the record names `content`."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def record_path(checkout: Checkout, value: str) -> str:
    """Return where the record of a provider is, from the root; in CAO's package if installed."""
    return f"{_folder(checkout)}/{value}.toml"


def read_records(checkout: Checkout) -> dict[str, Record]:
    """Return the records of a tree by the provider's value."""
    paths = sorted((checkout.root / _folder(checkout)).glob("*.toml"))
    return {path.stem: _read(checkout, path.stem) for path in paths}


def recording(checkout: Checkout, record: Record) -> tuple[Change, ...]:
    """Return the changes that write a record, and a .gitignore that hides its folder."""
    names = record.provider.names
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEAD))
    document["scaffold"] = __version__
    document["only"] = list(record.only)
    document["skip"] = list(record.skip)
    document["answers"] = plain_answers(record.provider)
    document["files"] = dict(record.files or {})
    written = {
        f"{_folder(checkout)}/.gitignore": _IGNORE.encode(),
        record_path(checkout, names.value): tomlkit.dumps(document).encode("utf-8"),
    }
    return tuple(
        Change(path, read(checkout.root / path), content) for path, content in written.items()
    )


def forgetting(checkout: Checkout, value: str) -> tuple[Change, ...]:
    """Return the changes that take a record away, and the folder with the last one."""
    gone = [record_path(checkout, value)]
    if set(read_records(checkout)) <= {value}:
        gone.append(f"{_folder(checkout)}/.gitignore")
    changes = [Change(path, read(checkout.root / path), None) for path in gone]
    return tuple(change for change in changes if change.before is not None)


def _folder(checkout: Checkout) -> str:
    return f"{checkout.package}/{_FOLDER}" if checkout.installed else _FOLDER


def _read(checkout: Checkout, value: str) -> Record:
    path = checkout.root / record_path(checkout, value)
    try:
        table: dict[str, Any] = tomlkit.parse((read(path) or b"").decode("utf-8")).unwrap()
        answers = read_answers(table["answers"], where=str(path))
        provider = make_provider(ProviderNames.of(value), answers)
        return Record(provider, _words(table, "only"), _words(table, "skip"), table["files"])
    except (TOMLKitError, UnicodeDecodeError, KeyError, TypeError) as problem:
        raise ScaffoldError(
            f"{path} is broken: {problem}", hint="mend it, or remove it"
        ) from problem


def _words(table: Mapping[str, Sequence[str]], key: str) -> tuple[str, ...]:
    return tuple(str(word) for word in table.get(key, ()))
