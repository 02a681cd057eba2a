"""One trial of a provider from beginning to end; nothing of it stays."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.home import Home, private_home
from cao_scaffold.host.present import present_providers
from cao_scaffold.host.server import Server, start_server
from cao_scaffold.trial.outcome import Journal, Step
from cao_scaffold.trial.provider.outcome import ProviderTrial
from cao_scaffold.trial.provider.place import TreePlace, place_in
from cao_scaffold.trial.provider.program import Program, find_program, install
from cao_scaffold.trial.provider.session import Limits, Session
from cao_scaffold.trial.run import require_tmux


@dataclass(frozen=True)
class ProviderWanted:
    """What the user asked for: `program` in place of what is on the PATH; `scripted` for neither.

    `full_screen` is how the scripted program draws; `drawn` are its options for what it draws.
    """

    checkout: Checkout
    provider: str
    python: Path | None = None
    program: Path | None = None
    scripted: bool = False
    full_screen: bool = False
    drawn: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


def run_provider_trial(wanted: ProviderWanted, tell: Callable[[Step], None]) -> ProviderTrial:
    """Run the provider in a session of a private cao-server; tell each step at once.

    Raises ScaffoldError where a trial is not possible: no such provider, no tmux, no CAO.
    """
    require_tmux()
    _require_provider(wanted)
    journal = Journal(tell)
    with private_home() as home:
        started = time.monotonic()
        place = place_in(wanted.checkout, home, python=wanted.python)
        seconds = time.monotonic() - started
        said = f"CAO {place.version} in {wanted.checkout.root}, ready in {seconds:.1f} s"
        journal.write("environment", said)
        with start_server(place.python, home, environment=place.environment) as server:
            journal.write("server", f"up at {server.url}")
            return _played(wanted, place, home, server=server, journal=journal)


def _played(
    wanted: ProviderWanted, place: TreePlace, home: Home, *, server: Server, journal: Journal
) -> ProviderTrial:
    binary = _binary(server, wanted)
    real = None if wanted.scripted else find_program(binary, wanted.program)
    drawn = [*wanted.drawn, *(["--full-screen"] if wanted.full_screen else [])]
    program = install(home, binary, real=real, options=[] if real else drawn)
    journal.write("program", _what_runs(program, binary, like_it=bool(wanted.drawn)))
    session = Session(
        server,
        home,
        journal=journal,
        provider=wanted.provider,
        program=program,
        limits=wanted.limits,
    )
    session.play()
    return ProviderTrial(
        place.version,
        wanted.provider,
        program=str(real or ""),
        states=session.states,
        turns=tuple(session.turns),
        problems=tuple(session.problems),
        steps=journal.steps,
    )


def _what_runs(program: Program, binary: str, *, like_it: bool) -> str:
    if program.real:
        return f"{program.real}, with your own HOME"
    what = "what its patterns look for" if like_it else "what the default answers recognise"
    return f"scripted, as {binary}: it draws {what}"


def _require_provider(wanted: ProviderWanted) -> None:
    values = [names.value for names in present_providers(wanted.checkout)]
    if wanted.provider not in values:
        checkout = wanted.checkout
        where = f"--installed {checkout.python}" if checkout.python else f"--repo {checkout.root}"
        raise ScaffoldError(
            f"{checkout.root} has no provider {wanted.provider}, but {', '.join(values)}",
            hint=f"cao-scaffold provider {wanted.provider} {where}",
        )


def _binary(server: Server, wanted: ProviderWanted) -> str:
    """Return the name of the program that the provider runs, as CAO's own list has it."""
    listed = server.get("/agents/providers").body
    for each in listed if isinstance(listed, list) else ():
        if each.get("name") == wanted.provider:
            return str(each["binary"])
    if wanted.program:
        return wanted.program.name
    raise ScaffoldError(
        f"CAO does not list which program {wanted.provider} runs (point binary)",
        hint="--program PATH names it",
    )
