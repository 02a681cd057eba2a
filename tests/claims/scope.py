"""Which releases a sentence speaks of: "from 2.4.0", "up to 2.5.0", "in 2.5.3"; else of all."""

import re

from packaging.version import Version

_FROM = re.compile(
    r"\b(?:from|since) (\d+\.\d+\.\d+)|(\d+\.\d+\.\d+) (?:and|or) (?:later|newer)", re.IGNORECASE
)
_UNTIL = re.compile(r"\b(?:up to|until|through) (\d+\.\d+\.\d+)")
_ONLY = re.compile(r"\b(?:in|on|only) (\d+\.\d+\.\d+)")


def applies(text: str, version: str) -> bool:
    """Tell whether `text` speaks of the release; a word of a release limits what it says."""
    this = Version(version)
    begins = [Version(a or b) for a, b in _FROM.findall(text)]
    ends = [Version(each) for each in _UNTIL.findall(text)]
    only = [Version(each) for each in _ONLY.findall(text)]
    if only and not begins and not ends:
        return this in only
    return (not begins or this >= max(begins)) and (not ends or this <= min(ends))
