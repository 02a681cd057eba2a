"""What is wrong with a pattern: told with the part, and with a safe form where there is one."""

import re
import time

import pytest

from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.provider.patterns import pattern_problems

DEFAULTS = Provider(ProviderNames.of("new_cli"), ("new-cli",))
GOOD = (
    *(value for value in vars(DEFAULTS).values() if isinstance(value, str) and "\\" in value),
    *DEFAULTS.chrome_patterns,
    r"^\s*>\s",
    r"(?i)\berror: .*$",
    r"^[^|]*\|",
    r"^(?:a|b)+$",
)


@pytest.mark.parametrize("pattern", GOOD)
def test_it_finds_nothing_wrong(pattern):
    assert pattern_problems(pattern) == ()


@pytest.mark.parametrize("pattern", ["(", "[a", "*a", r"(?P<x>", "a{2,1}", "(?z)"])
def test_it_says_what_does_not_compile(pattern):
    (problem,) = pattern_problems(pattern)
    assert problem.sentence.startswith("it does not compile (")
    assert problem.part in pattern


@pytest.mark.parametrize("pattern", ["a*", "^", "a|", "(?:x?)", "$"])
def test_it_says_what_finds_the_empty_text(pattern):
    (problem,) = pattern_problems(pattern)
    assert "empty text" in problem.sentence


SLOW = {
    r"^(a+)+$": "exponential",
    r"^(\w+\s?)*$x": "exponential",
    r"^(?:a*b?)*c": "exponential",
    r"^.*a.*b": "quadratic",
    r"^\s*\s+x": "quadratic",
    r"a+b": "quadratic",
}


@pytest.mark.parametrize("pattern", SLOW)
def test_it_says_what_takes_more_than_linear_time(pattern):
    (problem,) = pattern_problems(pattern)
    assert SLOW[pattern] in problem.sentence
    assert all(part in pattern for part in problem.part.split())


@pytest.mark.parametrize("pattern", SLOW)
def test_its_safe_form_is_safe(pattern):
    (problem,) = pattern_problems(pattern)
    if problem.safe_form:
        assert pattern_problems(problem.safe_form) == ()
        started = time.perf_counter()
        re.search(problem.safe_form, "a" * 20_000 + "!", re.MULTILINE)
        assert time.perf_counter() - started < 1
