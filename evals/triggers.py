"""Which skill a query finds, by BM25 over descriptions: ours beside CAO's own."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import bm25s
import tomlkit

from cao_scaffold.skill.document import read_skill
from evals.tasks import ROOT, SKILLS
from tests.real_cao import source_of_cao

# What of twenty has to be right.
REACH = 19
_WORD = re.compile(r"[a-z0-9_@:/.-]*[a-z0-9_]")


class Query(NamedTuple):
    """What a user says, and the skill that should come first."""

    text: str
    expected: str


class Ranked(NamedTuple):
    """A query, and the skill that came first."""

    query: Query
    first: str

    @property
    def right(self) -> bool:
        """Whether it is the one that was expected.

        Of a query for another skill of CAO's: whether none of ours took it. How CAO's own
        descriptions share such queries among themselves is not ours to mend.
        """
        ours = {self.first, self.query.expected} & set(SKILLS)
        return self.exact or not ours

    @property
    def exact(self) -> bool:
        """Whether the very skill that was expected came first."""
        return self.first == self.query.expected


def queries(name: str) -> tuple[Query, ...]:
    """Return the queries of a file below evals/."""
    text = (ROOT / name / "triggers.toml").read_text(encoding="utf-8")
    rows = tomlkit.parse(text).unwrap()["query"]
    return tuple(Query(row["text"], row["expect"]) for row in rows)


def descriptions(folder: Path) -> dict[str, str]:
    """Return the descriptions of the skills in a folder, by name."""
    paths = sorted(folder.glob("*/SKILL.md"))
    return {skill.name: skill.description for skill in map(read_skill, (p.parent for p in paths))}


def of_cao() -> dict[str, str]:
    """Return the descriptions of CAO's own skills."""
    return descriptions(source_of_cao() / "skills")


def with_ours() -> dict[str, str]:
    """Return CAO's skills with ours in the place of those of the same name."""
    return {**of_cao(), **descriptions(ROOT.parent / "skills")}


def rank(asked: Sequence[Query], known: Mapping[str, str]) -> tuple[Ranked, ...]:
    """Return for each query the skill whose name and description fit best."""
    names = list(known)
    words = [_words(f"{name} {text}") for name, text in known.items()]
    index = bm25s.BM25()
    index.index(words, show_progress=False)
    found = []
    for query in asked:
        scores = index.get_scores(_words(query.text))
        best = max(range(len(names)), key=lambda number: float(scores[number]))
        found.append(Ranked(query, names[best]))
    return tuple(found)


def stolen(known: Mapping[str, str]) -> tuple[Ranked, ...]:
    """Return the queries for CAO's other skills that these found before and no longer do."""
    asked = queries("others")
    before = {r.query: r.right for r in rank(asked, of_cao())}
    return tuple(r for r in rank(asked, known) if before[r.query] and not r.right)


def report() -> int:
    """Print how the descriptions do; return 1 where they miss the gate."""
    known, worst = with_ours(), 0
    for skill in SKILLS:
        for title, skills in (("CAO's own", of_cao()), ("ours", known)):
            ranked = rank(queries(skill), skills)
            right = sum(each.right for each in ranked)
            exact = sum(each.exact for each in ranked)
            print(f"{skill}, {title}: {right} of {len(ranked)}, {exact} exactly as expected")
            if title == "ours":
                for each in ranked:
                    if not each.exact:
                        print(
                            f"  {each.first} in place of {each.query.expected}: {each.query.text}"
                        )
                worst = max(worst, len(ranked) - right)
    taken = stolen(known)
    for each in taken:
        print(f"stolen by {each.first} from {each.query.expected}: {each.query.text}")
    print(f"{len(taken)} of {len(queries('others'))} queries for CAO's other skills are stolen")
    return 1 if taken or worst > 20 - REACH else 0


def _words(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    """Cut the commonest endings, so that forms of one word meet."""
    for ending in ("ies", "es", "s", "ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word
