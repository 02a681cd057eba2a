"""The descriptions find what users ask for, and take nothing from CAO's other skills."""

import pytest

from evals.tasks import SKILLS
from evals.triggers import REACH, of_cao, queries, rank, stolen, with_ours

pytestmark = pytest.mark.cao


@pytest.mark.parametrize("skill", SKILLS)
def test_at_least_nineteen_of_twenty_queries_find_the_right_skill(skill: str) -> None:
    """Of a query for another skill of CAO's, right means only that none of ours took it."""
    ranked = rank(queries(skill), with_ours())
    assert len(ranked) == 20
    assert sum(each.right for each in ranked) >= REACH


@pytest.mark.parametrize("skill", SKILLS)
def test_caos_own_descriptions_find_fewer(skill: str) -> None:
    assert sum(each.right for each in rank(queries(skill), of_cao())) < REACH


def test_nothing_is_taken_from_caos_other_skills() -> None:
    assert stolen(with_ours()) == ()


def test_each_of_caos_other_skills_is_asked_for_twice() -> None:
    expected = [query.expected for query in queries("others")]
    assert {name: expected.count(name) for name in set(of_cao()) - set(SKILLS)} == dict.fromkeys(
        set(of_cao()) - set(SKILLS), 2
    )


def test_a_description_that_takes_everything_is_caught() -> None:
    greedy = {**with_ours(), "cao-plugin": " ".join(of_cao().values())}
    assert stolen({**greedy, "cao-plugin": greedy["cao-plugin"] * 2})
