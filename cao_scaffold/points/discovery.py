"""Places in a tree that name most of its providers and that no point covers."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cao_scaffold.host.checkout import Checkout
from cao_scaffold.points.survey import Holding
from cao_scaffold.provider.names import ProviderNames

_SUFFIXES = (".py", ".md", ".mdx", ".toml", ".json", ".yaml", ".yml", ".ts", ".tsx", ".rs")
_LEFT_OUT = {"node_modules", ".git", ".venv", "web_ui", "dist", "build", "vendor", "__pycache__"}
# History, and pages about single providers: what they name is no list that must be whole.
_NO_LISTS = re.compile(r"(^|/)(CHANGELOG\.md|uv\.lock|package-lock\.json|blog/.*|fixtures/.*)$")
_LARGEST = 1_000_000
# Lines that belong together: a table's rows, a list's items.
_WINDOW = 40
_MOST, _FEWEST = 0.6, 3


class Discovery(NamedTuple):
    """A place that names most of the providers: `named` of `present`, from `line` on.

    `missing` are the values of those that it does not name.
    """

    path: str
    line: int
    named: int
    present: int
    missing: tuple[str, ...]


def discoveries(
    checkout: Checkout, present: Sequence[ProviderNames], held: Sequence[Holding]
) -> tuple[Discovery, ...]:
    """Return the places in a tree, by path, that look like a list of providers and no point has."""
    covered = {path for each in held for path in each.paths}
    words = {word: names.value for names in present for word in _words(names)}
    longest_first = sorted(words, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    values = [names.value for names in present]
    return tuple(
        found
        for path in _texts(checkout.root)
        if path not in covered
        for found in _lists(path, _named(checkout.root / path, pattern, words), values)
    )


def _words(names: ProviderNames) -> set[str]:
    """Return what names a provider."""
    return {names.value, names.member, names.class_name, names.module, names.display}


def _named(path: Path, pattern: re.Pattern[str], words: Mapping[str, str]) -> list[tuple[int, str]]:
    """Return the providers that a file names, in order, each with the number of its line."""
    text = path.read_text(encoding="utf-8", errors="replace")
    found, line, last = [], 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", last, match.start())
        last = match.start()
        found.append((line, words[match[0]]))
    return found


def _texts(root: Path) -> Iterator[str]:
    """Yield the paths of text files below `root`, in order."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        for name in sorted(files):
            path = Path(folder, name)
            relative = path.relative_to(root).as_posix()
            is_text = name.endswith(_SUFFIXES) and not _NO_LISTS.search(relative)
            if is_text and path.stat().st_size <= _LARGEST:
                yield relative


def _lists(
    path: str, named: Sequence[tuple[int, str]], values: Sequence[str]
) -> Iterator[Discovery]:
    """Yield the first list of most providers in one file, if it has any."""
    needed = max(_FEWEST, round(len(values) * _MOST))
    if len({value for _, value in named}) < needed:
        return
    for start, (line, _) in enumerate(named):
        there = {value for number, value in named[start:] if number < line + _WINDOW}
        if len(there) >= needed:
            missing = tuple(value for value in values if value not in there)
            yield Discovery(path, line, len(there), len(values), missing)
            return
