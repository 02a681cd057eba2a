"""One trial from beginning to end; nothing of it stays."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.home import Home, private_home
from cao_scaffold.host.server import Server, start_server
from cao_scaffold.receivers import Received
from cao_scaffold.trial import log
from cao_scaffold.trial.conversation import converse
from cao_scaffold.trial.destinations import Destinations, users_settings
from cao_scaffold.trial.direct import fire_events
from cao_scaffold.trial.outcome import Journal, Judged, Message, Step, Trial, compare
from cao_scaffold.trial.place import Place, make_place
from cao_scaffold.trial.stand_in import PROVIDER, install_stand_in
from cao_scaffold.trial.subject import Subject, read_subject

_SECRET_LENGTH = 8


@dataclass(frozen=True)
class Wanted:
    """What the user asked for: `python` excludes `version`; `live` uses their own settings."""

    folder: Path
    python: Path | None = None
    version: str | None = None
    live: bool = False


def run_trial(wanted: Wanted, tell: Callable[[Step], None]) -> Trial:
    """Run the package in `wanted.folder` on a private cao-server; tell each step at once.

    Raises ScaffoldError where a trial is not possible: no package, no tmux, no CAO.
    """
    subject = read_subject(wanted.folder)
    require_tmux()
    journal = Journal(tell)

    def show(received: Received) -> None:
        journal.write("arrived", received.text)

    with private_home() as home, Destinations(show) as destinations:
        place = _prepare(subject, wanted, home, journal)
        judged: Judged
        if wanted.live:
            judged, environment, folder = "live", users_settings(subject), Path.cwd()
        else:
            judged = "receiver" if destinations.open_for(subject) else "log"
            environment, folder = destinations.environment, home.path
        scene = _Scene(subject, place, home, journal, environment, folder)
        trial = scene.play(Trial(place.version, judged))
        return _judge(trial, subject, destinations, journal)


def require_tmux() -> None:
    """Raise ScaffoldError where there is no tmux."""
    if not shutil.which("tmux"):
        raise ScaffoldError(
            "tmux is not installed, and CAO runs its agents in it",
            hint="sudo apt-get install tmux   (macOS: brew install tmux)",
        )


def _prepare(subject: Subject, wanted: Wanted, home: Home, journal: Journal) -> Place:
    started = time.monotonic()
    place = make_place(subject, home, python=wanted.python, version=wanted.version)
    seconds = time.monotonic() - started
    journal.write("environment", f"CAO {place.version}, made in {seconds:.1f} s")
    install_stand_in(home)
    return place


class _Act(NamedTuple):
    """What came of letting the plugins see events: the messages, the log, what went wrong."""

    sent: tuple[Message, ...]
    log: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class _Scene:
    """All that a run of the server needs."""

    subject: Subject
    place: Place
    home: Home
    journal: Journal
    environment: dict[str, str]
    folder: Path

    def play(self, trial: Trial) -> Trial:
        """Run the server and let the plugins see all five events."""
        names = tuple(plugin.name for plugin in self.subject.plugins)
        agents = self.place.has_provider(PROVIDER, self.home)
        loaded, act = self._serve(names, converse if agents else None)
        if not agents and loaded == names:
            trial = replace(trial, through="dispatcher")
            act = self._without_agents()
        problems = act.problems + tuple(self._redacted(each) for each in log.hook_failures(act.log))
        self._show_log(act.log, problems, at_all_levels=trial.judged == "log")
        return replace(trial, plugins=names, loaded=loaded, sent=act.sent, problems=problems)

    def _serve(
        self,
        names: tuple[str, ...],
        converse: Callable[[Server, Home, Journal], tuple[Message, ...]] | None,
    ) -> tuple[tuple[str, ...], _Act]:
        """Start and stop the server, and in between, where all is loaded, let agents talk."""
        sent: tuple[Message, ...] = ()
        problems: tuple[str, ...] = ()
        everything = {**self.place.environment, **self.environment}
        with start_server(
            self.place.python, self.home, environment=everything, folder=self.folder
        ) as server:
            self.journal.write("server", f"up at {server.url}")
            loaded = self._show_loaded(server, names)
            try:
                if converse and loaded == names:
                    sent = converse(server, self.home, self.journal)
            except ScaffoldError as problem:
                problems = (problem.message,)
            return loaded, _Act(sent, self._stop(server), problems)

    def _show_loaded(self, server: Server, names: tuple[str, ...]) -> tuple[str, ...]:
        said = server.log_text()
        loaded = tuple(name for name in names if name in log.loaded(said))
        for name in names:
            if name in loaded:
                self.journal.write("loaded", f"Loaded CAO plugin: {name}")
            else:
                reason = log.load_failure(said, name) or f"cao-server says nothing of {name}"
                self.journal.write("failed", self._redacted(reason))
        return loaded

    def _stop(self, server: Server) -> str:
        started = time.monotonic()
        in_time = server.terminate()
        how = "stopped" if in_time else "did not stop at SIGTERM and was killed"
        self.journal.write("server", f"{how} after {time.monotonic() - started:.1f} s")
        return server.log_text()

    def _without_agents(self) -> _Act:
        version = self.place.version
        said = f"CAO {version} has no provider {PROVIDER}: events go through its dispatcher"
        self.journal.write("note", said)
        try:
            sent, logged = fire_events(
                self.place,
                self.home,
                self.journal,
                environment=self.environment,
                folder=self.folder,
            )
        except ScaffoldError as problem:
            return _Act((), "", (problem.message,))
        return _Act(sent, logged, ())

    def _show_log(self, said: str, problems: tuple[str, ...], *, at_all_levels: bool) -> None:
        """Show what the plugins logged: their warnings, all where nothing else can be seen."""
        modules = [plugin.module for plugin in self.subject.plugins]
        for message in log.messages_of(said, modules, at_all_levels=at_all_levels):
            self.journal.write("log", self._redacted(message))
        for problem in problems:
            self.journal.write("failed", problem)

    def _redacted(self, text: str) -> str:
        """Return `text` without the settings' values: a traceback may hold a token."""
        for value in self.environment.values():
            if len(value) >= _SECRET_LENGTH:
                text = text.replace(value, "***")
        return text


def _judge(trial: Trial, subject: Subject, destinations: Destinations, journal: Journal) -> Trial:
    """Compare what arrived with what was sent, where that can be seen."""
    if trial.judged != "receiver":
        return replace(trial, steps=journal.steps)
    arrived, problems = destinations.texts, trial.problems + destinations.rejected
    lost, twice = compare(trial.sent, arrived) if subject.hears_messages else ((), ())
    if trial.sent and not arrived:
        problems += ("nothing arrived at the destination",)
    return replace(
        trial, arrived=arrived, lost=lost, twice=twice, problems=problems, steps=journal.steps
    )
