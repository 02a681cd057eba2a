"""The kinds of an answer: how each is read from words or from a file, and written down."""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from cao_scaffold.provider.answers import StartupPrompt
from cao_scaffold.provider.patterns import pattern_problems

# CAO's own names of tools, as its tool mapping has them.
TOOLS = ("execute_bash", "fs_read", "fs_write", "fs_list", "fs_*", "web_fetch")
_LONGEST = 1000


class Kind(Protocol):
    """One kind of answer.

    `read` takes what an option, a prompt or a file says, and raises ValueError with a
    sentence where that is no such answer; `plain` returns what a TOML file can hold.
    `repeats` says that an option of this kind may be given several times.
    """

    @property
    def repeats(self) -> bool: ...

    def read(self, said: object) -> Any: ...

    def plain(self, answer: Any) -> Any: ...


@dataclass(frozen=True)
class Text:
    """One line of printable text; `empty` says that it may be empty."""

    empty: bool = False
    repeats: bool = False

    def read(self, said: object) -> str:
        """Return the text."""
        if not isinstance(said, str):
            raise ValueError(f"{said!a} is no text")
        if not said.strip() and not self.empty:
            raise ValueError("it is empty")
        if not said.isprintable() or len(said) > _LONGEST:
            raise ValueError(f"one line of printable characters, at most {_LONGEST}, is needed")
        return said

    def plain(self, answer: str) -> str:
        """Return the text."""
        return answer


@dataclass(frozen=True)
class Words:
    """A command, as a shell would split it; never given to a shell."""

    repeats: bool = False

    def read(self, said: object) -> tuple[str, ...]:
        """Return the words; a list is taken as it is."""
        if isinstance(said, str):
            said = shlex.split(Text().read(said))
        words = tuple(_word(word) for word in _sequence(said))
        if not words or not words[0]:
            raise ValueError("the program is missing")
        return words

    def plain(self, answer: tuple[str, ...]) -> list[str]:
        """Return the words."""
        return list(answer)


@dataclass(frozen=True)
class Pattern:
    """A regular expression that finds something, and takes linear time for it."""

    empty: bool = False
    repeats: bool = False

    def read(self, said: object) -> str:
        """Return the pattern."""
        pattern = Text(empty=self.empty).read(said)
        if pattern and (problems := pattern_problems(pattern)):
            first = problems[0]
            advice = f"; write {first.safe_form}" if first.safe_form else ""
            raise ValueError(f"{pattern}: {first.sentence}: {first.part}{advice}")
        return pattern

    def plain(self, answer: str) -> str:
        """Return the pattern."""
        return answer


@dataclass(frozen=True)
class Patterns:
    """Several patterns."""

    repeats: bool = True

    def read(self, said: object) -> tuple[str, ...]:
        """Return the patterns; one text is one pattern, an empty one none."""
        given = [said] if isinstance(said, str) and said else _sequence(said or ())
        return tuple(Pattern().read(each) for each in given)

    def plain(self, answer: tuple[str, ...]) -> list[str]:
        """Return the patterns."""
        return list(answer)


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    values: tuple[str, ...]
    repeats: bool = False

    def read(self, said: object) -> str:
        """Return the word."""
        if said not in self.values:
            raise ValueError(f"{said!a} is none of {', '.join(self.values)}")
        return str(said)

    def plain(self, answer: str) -> str:
        """Return the word."""
        return answer


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    repeats: bool = False

    def read(self, said: object) -> bool:
        """Return the answer."""
        if isinstance(said, bool):
            return said
        known = {"yes": True, "y": True, "no": False, "n": False}
        found = known.get(said.lower()) if isinstance(said, str) else None
        if found is None:
            raise ValueError(f"{said!a} is neither yes nor no")
        return found

    def plain(self, answer: bool) -> bool:
        """Return the answer."""
        return answer


@dataclass(frozen=True)
class Count:
    """A whole number from 1 to `most`."""

    most: int
    repeats: bool = False

    def read(self, said: object) -> int:
        """Return the number."""
        text = str(said)
        if not re.fullmatch(r"\d+", text) or not 1 <= int(text) <= self.most:
            raise ValueError(f"{said!a} is no number from 1 to {self.most}")
        return int(text)

    def plain(self, answer: int) -> int:
        """Return the number."""
        return answer


@dataclass(frozen=True)
class Tools:
    """CAO's names of tools, each with the CLI's own: `execute_bash=shell,run`."""

    repeats: bool = True

    def read(self, said: object) -> dict[str, tuple[str, ...]]:
        """Return the table."""
        if not isinstance(said, Mapping):
            given = [said] if isinstance(said, str) and said else _sequence(said or ())
            pairs = [Text().read(each).partition("=") for each in given]
            said = {tool.strip(): names.split(",") for tool, _, names in pairs}
        table = {}
        for tool, names in said.items():
            if tool not in TOOLS:
                raise ValueError(f"{tool!a} is none of {', '.join(TOOLS)}")
            table[str(tool)] = tuple(Text().read(name).strip() for name in _sequence(names))
        return table

    def plain(self, answer: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
        """Return the table."""
        return {tool: list(names) for tool, names in answer.items()}


@dataclass(frozen=True)
class Prompts:
    """Questions at the start, each a pattern and the keys that answer it: `Trust\\?=>Enter`."""

    repeats: bool = True

    def read(self, said: object) -> tuple[StartupPrompt, ...]:
        """Return the questions; a text without `=>` is answered with Enter."""
        given = [said] if isinstance(said, str | Mapping) and said else _sequence(said or ())
        return tuple(self._prompt(each) for each in given)

    def plain(self, answer: tuple[StartupPrompt, ...]) -> list[dict[str, Any]]:
        """Return a table for each."""
        return [{"pattern": each.pattern, "keys": list(each.keys)} for each in answer]

    def _prompt(self, said: object) -> StartupPrompt:
        if isinstance(said, str):
            pattern, _, after = said.partition("=>")
            said = {"pattern": pattern.strip(), "keys": after.split() or ["Enter"]}
        if not isinstance(said, Mapping) or not {"pattern"} <= set(said) <= {"pattern", "keys"}:
            raise ValueError(f"{said!a} is no pattern with its keys")
        keys = tuple(_key(key) for key in _sequence(said.get("keys", ["Enter"])))
        return StartupPrompt(Pattern().read(said["pattern"]), keys)


def _key(said: object) -> str:
    """Return a key; tmux takes a hyphen at the start and a semicolon at the end as its own."""
    key = Text().read(said)
    if " " in key or key.startswith("-") or key.endswith(";"):
        raise ValueError(f"{key!a} is no key of tmux, such as Enter, Down, y or C-c")
    return key


def _word(said: object) -> str:
    """Return one word of a command; a word of a list may have several lines."""
    if isinstance(said, str):
        Text(empty=True).read(said.replace("\n", " "))
        return said
    return Text().read(said)


def _sequence(said: object) -> Sequence[object]:
    if isinstance(said, str) or not isinstance(said, Sequence):
        raise ValueError(f"{said!a} is no list")
    return said
