"""What is wrong with a pattern: it does not compile, finds nothing, or takes more than linear time.

CAO reads a terminal many times a second, so a pattern that backtracks stops the server. The
judge looks at repeats only: two that can take the same characters, with nothing between them
that they cannot take, are tried in every split.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    try:
        from re import _parser as parser  # type: ignore[attr-defined]
    except ImportError:
        import sre_parse as parser

# Stands for every character that is not ASCII.
_OTHER = 128
_ANY = frozenset(range(_OTHER + 1))
_MANY = 50
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT"}
# Groups and flags before the first thing that is matched.
_OPENING = re.compile(r"^(?:\(\?[aimsux]+\)|\(\?:|\((?!\?))+")
_EDGES = {"AT", "ASSERT", "ASSERT_NOT"}


class Problem(NamedTuple):
    """What is wrong, the `part` of the pattern that it is about, and a form without it or ""."""

    sentence: str
    part: str
    safe_form: str


class _Piece(NamedTuple):
    """A part of a pattern: which characters it takes, whether it may be empty, and its inside.

    `many` says that it is repeated without a small limit.
    """

    characters: frozenset[int]
    nullable: bool
    many: bool
    inside: tuple[tuple["_Piece", ...], ...]


def pattern_problems(pattern: str) -> tuple[Problem, ...]:
    """Return what is wrong with a pattern that is searched in one row; () for a good one."""
    try:
        compiled = re.compile(pattern, re.MULTILINE)
    except (re.error, RecursionError, OverflowError) as problem:
        place = getattr(problem, "pos", None)
        part = pattern if place is None else pattern[max(place - 5, 0) : place + 10]
        return (Problem(f"it does not compile ({problem})", part, ""),)
    if compiled.search("") is not None:
        return (Problem("it finds the empty text, so every row", pattern, ""),)
    pieces = _pieces(parser.parse(pattern, re.MULTILINE), compiled.flags)
    found = [*_nested(pieces), *_neighbours(pieces), *_unanchored(pieces, pattern)]
    return tuple(Problem(said, _repeats(pattern), _safe_form(pattern)) for said in found[:1])


def finds_nothing(pattern: str, flags: int) -> bool:
    """Tell whether a pattern that compiles finds the empty text."""
    try:
        return re.compile(pattern, flags).search("") is not None
    except (re.error, RecursionError, OverflowError):
        return False


def _pieces(parsed: Any, flags: int) -> tuple[_Piece, ...]:
    return tuple(piece for node in parsed for piece in _piece(node, flags))


def _piece(node: tuple[Any, Any], flags: int) -> Iterator[_Piece]:
    name, value = str(node[0]), node[1]
    if name in _EDGES:
        return
    if name in _REPEATS or name == "POSSESSIVE_REPEAT":
        least, most, body = value
        inside = _pieces(body, flags)
        many = int(most) > _MANY and name in _REPEATS
        nullable = least == 0 or all(piece.nullable for piece in inside)
        yield _Piece(_taken(inside), nullable, many, (inside,))
    elif name == "SUBPATTERN":
        yield from _pieces(value[3], flags)
    elif name == "ATOMIC_GROUP":
        inside = _pieces(value, flags)
        yield _Piece(_taken(inside), all(p.nullable for p in inside), False, ())
    elif name == "BRANCH":
        branches = tuple(_pieces(branch, flags) for branch in value[1])
        nullable = any(all(piece.nullable for piece in branch) for branch in branches)
        taken = frozenset().union(*(_taken(branch) for branch in branches))
        yield _Piece(taken, nullable, False, branches)
    elif name in ("GROUPREF", "GROUPREF_EXISTS"):
        yield _Piece(_ANY, True, False, ())
    else:
        yield _Piece(_characters(name, value, flags), False, False, ())


def _taken(pieces: Sequence[_Piece]) -> frozenset[int]:
    return frozenset().union(*(piece.characters for piece in pieces))


def _characters(name: str, value: Any, flags: int) -> frozenset[int]:
    """Return which characters one node of the parser takes."""
    if name == "LITERAL":
        return _folded(frozenset([min(value, _OTHER)]), flags)
    if name == "NOT_LITERAL":
        return _ANY - {value} if value < _OTHER else _ANY
    if name == "IN":
        negated = str(value[0][0]) == "NEGATE"
        members = [_member(str(kind), each) for kind, each in value if str(kind) != "NEGATE"]
        taken = _folded(frozenset().union(*members), flags)
        return (_ANY - taken) | {_OTHER} if negated else taken
    return _ANY


def _member(kind: str, value: Any) -> frozenset[int]:
    if kind == "RANGE":
        return frozenset(min(each, _OTHER) for each in range(value[0], min(value[1], _OTHER) + 1))
    if kind == "CATEGORY":
        test = re.compile(_CATEGORIES[str(value)])
        return frozenset(
            each for each in range(_OTHER + 1) if test.match(chr(each) if each < _OTHER else "é")
        )
    return frozenset([min(value, _OTHER)])


_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


def _folded(taken: frozenset[int], flags: int) -> frozenset[int]:
    if not flags & re.IGNORECASE:
        return taken
    both = {ord(case(chr(each))) for each in taken for case in (str.lower, str.upper)}
    return frozenset(min(each, _OTHER) for each in both)


def _nested(pieces: Sequence[_Piece]) -> Iterator[str]:
    """Yield a sentence for a repeat whose body can be split in several ways."""
    for piece in pieces:
        for body in piece.inside:
            yield from _nested(body)
            if piece.many and _is_ambiguous(body):
                yield "a repeat inside a repeat can take the same characters, in exponential time"


def _is_ambiguous(body: Sequence[_Piece]) -> bool:
    """Tell whether one round of a repeated `body` can be taken for two."""
    turned = [*body, *body]
    inner = any(
        body[i].many and _meet(turned[i], turned[i + 1 : i + len(body)], turned[i + len(body)])
        for i in range(len(body))
    )
    if len(body) != 1:
        return inner
    branches = body[0].inside
    single = [branch[0].characters for branch in branches if len(branch) == 1]
    overlap = any(a & b for n, a in enumerate(single) for b in single[n + 1 :])
    deeper = any(_is_ambiguous(branch) for branch in branches if not body[0].many)
    return inner or deeper or (not body[0].many and overlap)


def _neighbours(pieces: Sequence[_Piece]) -> Iterator[str]:
    """Yield a sentence for two repeats that can take the same characters, one after the other."""
    for first, piece in enumerate(pieces):
        for branch in piece.inside:
            yield from _neighbours(branch)
        for second in range(first + 1, len(pieces)) if piece.many else ():
            met = pieces[second].many and _meet(piece, pieces[first + 1 : second], pieces[second])
            if met and _is_followed(pieces, second):
                yield "two repeats can take the same characters, in quadratic time"


def _meet(first: _Piece, between: Sequence[_Piece], second: _Piece) -> bool:
    """Tell whether both can take a run of the same characters, and what is between them too."""
    common = first.characters & second.characters
    return bool(common) and all(piece.nullable or piece.characters & common for piece in between)


def _is_followed(pieces: Sequence[_Piece], index: int) -> bool:
    """Tell whether something behind a piece can still fail."""
    return any(not piece.nullable for piece in pieces[index + 1 :])


def _unanchored(pieces: Sequence[_Piece], pattern: str) -> Iterator[str]:
    """Yield a sentence for a search that begins with a repeat, at every character anew."""
    begins = next((piece for piece in pieces if not piece.nullable or piece.many), None)
    is_anchored = _OPENING.sub("", pattern).startswith(("^", r"\A", r"\b", "(?<"))
    if begins and begins.many and not is_anchored and _is_followed(pieces, pieces.index(begins)):
        yield "it begins with a repeat and is anchored nowhere, in quadratic time"


def _repeats(pattern: str) -> str:
    """Return the repeats of a pattern, the parts to look at."""
    found = re.findall(r"(?:\[(?:\\.|[^\]])+\]|\\.|\)|[^\\])(?:[*+]|\{\d+,\})\??", pattern)
    return " ".join(found) or pattern


def _safe_form(pattern: str) -> str:
    """Return the pattern with one repeat in place of two nested ones, or with limits, or ""."""
    limits = {"*": f"{{0,{_MANY}}}", "+": f"{{1,{_MANY}}}"}
    for form in (
        re.sub(r"(?<!\\)[*+](\)[*+])", r"\1", pattern),
        re.sub(
            r"(\\.|\[(?:\\.|[^\]])*\])|([*+])", lambda found: found[1] or limits[found[2]], pattern
        ),
    ):
        if form != pattern and not _is_nested(form) and not pattern_problems(form):
            return form
    return ""


def _is_nested(pattern: str) -> bool:
    """Tell whether a limited repeat stands in a repeat: a limit to the power of a limit."""
    return re.search(r"\{\d,\d+\}[^(]*\)(?:[*+]|\{)", pattern) is not None
