"""What a trial of a provider has to tell: each state with its time, each turn, what was wrong."""

from dataclasses import dataclass, field
from typing import NamedTuple

from cao_scaffold.trial.outcome import Step


class State(NamedTuple):
    """What CAO said of the terminal, from `at` seconds after the start on."""

    at: float
    name: str


class Turn(NamedTuple):
    """A prompt, what CAO extracted as its reply, and the seconds from one to the other."""

    prompt: str
    reply: str
    seconds: float


@dataclass(frozen=True)
class ProviderTrial:
    """How a provider did on a real cao-server; `program` is "" for the scripted one."""

    cao: str
    provider: str
    program: str = ""
    states: tuple[State, ...] = ()
    turns: tuple[Turn, ...] = ()
    problems: tuple[str, ...] = ()
    steps: tuple[Step, ...] = field(default=(), repr=False)

    @property
    def ok(self) -> bool:
        """True where both turns came to an end and nothing was wrong."""
        return len(self.turns) == 2 and not self.problems
