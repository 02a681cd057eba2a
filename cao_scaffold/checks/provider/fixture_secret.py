"""A fixture is a recording, and a recording holds whatever was on the screen."""

import re
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.provider.exercise import fixtures
from cao_scaffold.checks.provider.subject import Subject

_SECRETS = {
    "an API key": re.compile(r"\b(?:sk|pk|ghp|gho|xox[bp]|glpat)[-_][A-Za-z0-9_-]{16,}"),
    "an AWS key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a bearer token": re.compile(r"(?i)\bbearer [A-Za-z0-9._-]{20,}"),
    "an e-mail address": re.compile(r"\b[\w.+-]+@(?!example\b)[\w-]+\.(?:com|org|net|io|dev)\b"),
}


def _find(subject: Subject) -> Iterator[Spot]:
    for path, text in fixtures(subject).items():
        for number, line in enumerate(text.split("\n"), 1):
            for what, pattern in _SECRETS.items():
                found = pattern.search(line)
                if found and "example" not in found[0]:
                    yield Spot(
                        path, number, f"the fixture holds {what}", "replace it, and renew it"
                    )


CHECK = Check(
    "CAO610",
    "fixture-secret",
    "No fixture holds a secret or an address.",
    "Fixtures are published with CAO's tests.",
    _find,
)
