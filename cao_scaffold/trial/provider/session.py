"""A session with one provider: start, two turns, exit, end; and what is wrong, if anything is."""

import secrets
from dataclasses import dataclass

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.home import Home
from cao_scaffold.host.server import Answered, Server
from cao_scaffold.trial.outcome import Journal, Kind
from cao_scaffold.trial.provider.outcome import State, Turn
from cao_scaffold.trial.provider.program import Program
from cao_scaffold.trial.provider.screen import Screen
from cao_scaffold.trial.provider.watch import READY, Watch
from cao_scaffold.trial.scripted_cli import replies_to

# Every release brings this profile.
_PROFILE = "developer"
_NAME = "try"
_SESSION = f"cao-{_NAME}"
# What CAO puts before the rows of the terminal where a provider extracts nothing.
_NOTHING_EXTRACTED = "[NO RESPONSE"
_ENDS = ("completed", "waiting_user_answer", "error")


@dataclass(frozen=True)
class Limits:
    """For how many seconds each step is waited for."""

    start: float = 180
    turn: float = 120

    @property
    def reaction(self) -> float:
        """For a message to be taken, and for the program to end at its exit command."""
        return min(self.turn, 15)


class Session:
    """The session as it is played: its `turns`, `states` and `problems` up to now."""

    def __init__(
        self,
        server: Server,
        home: Home,
        *,
        journal: Journal,
        provider: str,
        program: Program,
        limits: Limits,
    ) -> None:
        self._server, self._home, self._journal = server, home, journal
        self._provider, self._program, self._limits = provider, program, limits
        self._screen = Screen(home, _SESSION)
        self._terminal = ""
        self.turns: list[Turn] = []
        self.problems: list[str] = []
        self.states: tuple[State, ...] = ()

    def play(self) -> None:
        """Play all of it, or as much as makes sense."""
        try:
            self._play()
        except ScaffoldError as problem:
            self._problem(problem.message)

    def _play(self) -> None:
        offset = self._journal.seconds
        with Watch(self._server, _SESSION, tell=self._show_state, look=self._screen.look) as watch:
            try:
                self._start(watch)
                self._turns(watch)
                self._exit()
            finally:
                self.states = tuple(State(offset + at, name) for at, name in watch.states)
        self._end()

    def _start(self, watch: Watch) -> None:
        folder = self._home.path / "project"
        folder.mkdir()
        fields = {
            "agent_profile": _PROFILE,
            "provider": self._provider,
            "working_directory": str(folder),
            "session_name": _NAME,
        }
        answered = self._server.post("/sessions", fields, patience=self._limits.start)
        if answered.status >= 300:
            said = f"the session did not start: {_said(answered)}"
            raise ScaffoldError(self._screen.below(said))
        self._terminal = str(answered.body["id"])
        self._write("session", f"{_SESSION} started in {answered.seconds:.1f} s")
        if not watch.wait_for(READY, self._limits.reaction):
            raise ScaffoldError(self._screen.below("CAO calls the started terminal not ready"))

    def _turns(self, watch: Watch) -> None:
        words = [f"try{secrets.token_hex(3)}" for _ in range(2)]
        for number, word in enumerate(words):
            prompt = f"Reply with the one word {word} and nothing else."
            turn = self._turn(prompt, watch)
            self.turns.append(turn)
            self._judge(turn, word, others=words[:number])

    def _turn(self, prompt: str, watch: Watch) -> Turn:
        before, started = len(watch.states), watch.seconds
        self._write("sent", prompt)
        answered = self._server.post(f"/terminals/{self._terminal}/input", {"message": prompt})
        if answered.status >= 300:
            raise ScaffoldError(f"the prompt was not taken: {_said(answered)}")
        limit = self._limits.reaction
        if not watch.wait_for(("processing", *_ENDS), limit, since=before):
            raise ScaffoldError(self._screen.below(f"nothing changed within {limit:g} s"))
        if "processing" not in [name for _, name in watch.states[before:]]:
            self._problem("the turn was never seen as processing")
        self._wait_for_completion(watch, before)
        seconds = watch.seconds - started
        reply = self._reply()
        self._write("reply", reply)
        return Turn(prompt, reply, seconds)

    def _wait_for_completion(self, watch: Watch, before: int) -> None:
        limit = self._limits.turn
        ended = watch.wait_for(_ENDS, limit, since=before)
        if not ended:
            raise ScaffoldError(self._screen.below(f"no end of the turn within {limit:g} s"))
        if ended != "completed":
            raise ScaffoldError(self._screen.below(f"the turn ended as {ended}"))

    def _reply(self) -> str:
        answered = self._server.get(f"/terminals/{self._terminal}/output", {"mode": "last"})
        if answered.status >= 300:
            raise ScaffoldError(self._screen.below(f"no reply was extracted: {_said(answered)}"))
        return str(answered.body["output"])

    def _judge(self, turn: Turn, word: str, *, others: list[str]) -> None:
        if turn.reply.startswith(_NOTHING_EXTRACTED):
            self._problem("CAO found no reply, and gave the terminal's last rows instead")
            return
        expected = "\n".join(row for part in replies_to(turn.prompt) for row in part)
        if not self._program.real and turn.reply != expected:
            self._problem(f"the reply was {expected!r}, and CAO extracted {turn.reply!r}")
        elif word not in turn.reply:
            self._problem(f"the extracted reply does not hold {word}")
        for other in others:
            if other in turn.reply:
                self._problem(f"the extracted reply holds {other}, which is of the turn before")

    def _exit(self) -> None:
        answered = self._server.post(f"/terminals/{self._terminal}/exit")
        if answered.status >= 300:
            self._problem(f"the exit command was not taken: {_said(answered)}")
        elif self._program.ends_within(self._limits.reaction):
            self._write("session", "the program ended at its exit command")
        else:
            limit = self._limits.reaction
            self._problem(self._screen.below(f"it still runs {limit:g} s after its exit command"))

    def _end(self) -> None:
        answered = self._server.delete(f"/sessions/{_SESSION}")
        if answered.status >= 300:
            raise ScaffoldError(f"the session did not end: {_said(answered)}")
        self._write("session", f"{_SESSION} ended")
        for path in sorted(self._home.cao.glob(f"tmp/**/*{self._terminal}*")):
            self._problem(f"the provider left {path.relative_to(self._home.path)} behind")

    def _show_state(self, name: str) -> None:
        self._write("state", name)

    def _problem(self, text: str) -> None:
        self.problems.append(text)
        self._write("failed", text)

    def _write(self, kind: Kind, text: str) -> None:
        self._journal.write(kind, text)


def _said(answered: Answered) -> str:
    body = answered.body
    detail = body.get("detail", body) if isinstance(body, dict) else body
    return f"cao-server answered {answered.status}: {detail}"
