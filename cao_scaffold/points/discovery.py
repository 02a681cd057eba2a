"""Places that name most of a tree's providers: found by example, not by knowing them.

A host moves. What points do not cover is found here by the names of the providers that the tree
has already: where most of them stand close together, a new one belongs too.
"""

import ast
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.present import MOCK, present_providers
from cao_scaffold.points import POINTS
from cao_scaffold.points.coverage import covered_lines
from cao_scaffold.points.point import always
from cao_scaffold.provider.names import ProviderNames

# Lines without a name that may stand between two that belong together.
_GAP = 4
_FEWEST = 3
_LARGEST = 1_000_000
_SKIPPED_FOLDERS = frozenset({"node_modules", "web_ui", "dist", "build", "__pycache__", "vendor"})
_SHOWN_FOLDERS = frozenset({".github", ".devcontainer"})
_SUFFIXES = frozenset(
    {".cfg", ".css", ".html", ".ini", ".json", ".jsx", ".js", ".md", ".mdx", ".mjs", ".py", ".rs"}
    | {".sh", ".toml", ".ts", ".tsx", ".txt", ".yaml", ".yml", ""}
)
# Nobody writes these by hand.
_MADE = frozenset({"package-lock.json", "uv.lock", "Cargo.lock", "PKG-INFO"})
_FOR_ALL = frozenset(point.name for point in POINTS if point.needed is always)


@dataclass(frozen=True)
class Place:
    """Lines of one file, from 1, that name most of the providers.

    `named` and `missing` are values of providers; `points` are the names of those that write
    into these lines, () where none does.
    """

    path: str
    first: int
    last: int
    named: tuple[str, ...]
    missing: tuple[str, ...]
    points: tuple[str, ...] = ()


def discoveries(checkout: Checkout) -> tuple[Place, ...]:
    """Return the places that no point covers, and those from which a provider is missing.

    A place that only some providers need is not incomplete without the others.
    """
    providers = [each for each in present_providers(checkout) if each.value != MOCK]
    spellings = {each.value: _spellings(each) for each in providers}
    covered = covered_lines(checkout)
    found = []
    for path in sorted(_text_files(checkout.root)):
        text = _text(checkout.root / path)
        for first, last, named in places(text, spellings, python=path.endswith(".py")):
            missing = tuple(value for value in spellings if value not in named)
            points = _between(covered.get(path, ()), first - _GAP, last + _GAP)
            if not points or (missing and _FOR_ALL.intersection(points)):
                found.append(Place(path, first, last, named, missing, points))
    return tuple(found)


def _between(written: Sequence[tuple[int, str]], first: int, last: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for line, name in written if first <= line <= last))


def places(
    text: str, spellings: Mapping[str, Sequence[str]], *, python: bool
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the first and last line of each place, and the values that it names.

    Names belong together where few lines are between them, or one table of Python holds them.
    """
    enough = max(_FEWEST, len(spellings) // 2 + 1)
    if sum(any(name in text for name in names) for names in spellings.values()) < enough:
        return
    lines = _lines_with_names(text, spellings)
    tables = _tables(text) if python else ()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and _together(lines[end - 1][0], lines[end][0], tables):
            continue
        named = frozenset().union(*(values for _, values in lines[start:end]))
        if len(named) >= enough:
            first, last = _enclosing(lines[start][0], lines[end - 1][0], tables)
            yield first, last, tuple(value for value in spellings if value in named)
        start = end


def _lines_with_names(
    text: str, spellings: Mapping[str, Sequence[str]]
) -> list[tuple[int, frozenset[str]]]:
    """Return the number of each line that names a provider, and the values that it names."""
    values = {name: value for value, names in spellings.items() for name in names}
    words = "|".join(re.escape(name) for name in sorted(values, key=len, reverse=True))
    pattern = re.compile(rf"(?<![A-Za-z0-9])({words})(?![A-Za-z0-9])")
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if named := frozenset(values[name] for name in pattern.findall(line)):
            found.append((number, named))
    return found


def _together(line: int, following: int, tables: Sequence[tuple[int, int]]) -> bool:
    return following - line <= _GAP + 1 or any(
        first <= line and following <= last for first, last in tables
    )


def _enclosing(first: int, last: int, tables: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the lines of the smallest table around these lines, else these lines."""
    around = [table for table in tables if table[0] <= first and last <= table[1]]
    return min(around, key=lambda table: table[1] - table[0], default=(first, last))


def _tables(text: str) -> tuple[tuple[int, int], ...]:
    """Return the first and last line of each dict, set, list and tuple; () for broken Python."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return ()
    tables = (ast.Dict, ast.Set, ast.List, ast.Tuple)
    return tuple(
        (node.lineno, node.end_lineno or node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, tables)
    )


def _spellings(names: ProviderNames) -> tuple[str, ...]:
    words = (names.value, names.member, names.class_name, names.module, names.display, names.page)
    return tuple(dict.fromkeys(words))


def _text_files(root: Path) -> Iterator[str]:
    """Yield the paths, from `root`, of what people write."""
    for folder, folders, files in os.walk(root):
        folders[:] = [
            name
            for name in folders
            if name not in _SKIPPED_FOLDERS and (name[0] != "." or name in _SHOWN_FOLDERS)
        ]
        for name in files:
            if Path(name).suffix in _SUFFIXES and name not in _MADE:
                yield Path(folder, name).relative_to(root).as_posix()


def _text(path: Path) -> str:
    """Return the text of a file; "" where it is too large, or no text."""
    try:
        return path.read_text(encoding="utf-8") if path.stat().st_size <= _LARGEST else ""
    except (OSError, UnicodeDecodeError):
        return ""
