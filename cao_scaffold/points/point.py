"""What a registration point is: one fact that CAO must know of a provider, and its homes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from cao_scaffold.edit.shapes.shape import Shape
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import Facts
from cao_scaffold.provider.answers import Provider


class Kind(Enum):
    """What a point's files are for; an installed CAO has SOURCE only."""

    SOURCE = "source"
    TEST = "test"
    DOCUMENTATION = "documentation"


class Edit(NamedTuple):
    """One entry in the file `path`, relative to the root of the tree."""

    path: str
    shape: Shape


@dataclass(frozen=True)
class Registration:
    """A provider to be made known to a tree; `files` are the new files, rendered, by path."""

    provider: Provider
    checkout: Checkout
    facts: Facts
    files: Mapping[str, bytes]


def always(provider: Provider) -> bool:
    """Every provider needs the point."""
    return True


@dataclass(frozen=True)
class Point:
    """One fact of the host.

    `numbers` are its rows in the documented table. `title` says what it makes CAO know,
    `reason` what goes wrong without it. `needed` follows from the answers alone; `edits`
    returns () where this tree does not offer the point. `lasts` is false for a point that is
    about the day of the addition, and says nothing of a provider that has been there.
    """

    name: str
    numbers: tuple[int, ...]
    kind: Kind
    title: str
    reason: str
    edits: Callable[[Registration], tuple[Edit, ...]]
    needed: Callable[[Provider], bool] = always
    lasts: bool = True
