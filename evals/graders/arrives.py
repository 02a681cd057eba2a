"""On a real cao-server, what two agents say to each other arrives, once and in order."""

from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.environment import NEWEST
from cao_scaffold.host.home import private_home
from cao_scaffold.host.server import start_server
from cao_scaffold.trial import Wanted, run_trial
from cao_scaffold.trial.conversation import converse
from cao_scaffold.trial.outcome import Journal, Message
from cao_scaffold.trial.stand_in import install_stand_in
from evals.grading import CannotGradeError, Check
from evals.packages import Package, find_package, installed

# A key of the shape that GitHub gives out, sent by an agent in a message.
SECRET = "ghp_" + "a1B2" * 9


def checks(
    workspace: Path,
    to: str = "file",
    version: str = NEWEST,
    messages: str = "yes",
    has: str = "",
    secret: str = "",
) -> Iterator[Check]:
    """Yield what arrived: `to` a "file" that AUDIT_FILE names, or a "receiver" on loopback.

    `messages` "no": their text must not be there. `has` are words that must be, separated by
    blanks. `secret` "hidden": a key in a message must not be there.
    """
    package = find_package(workspace)
    if to == "receiver":
        yield from _received(package, version)
        return
    sent, text = _file(package, version, secret=bool(secret))
    places = [text.find(message.marker) for message in sent]
    if messages == "yes":
        yield Check("every message arrived", -1 not in places, text[-600:])
        yield Check("in order", places == sorted(places))
        counts = [text.count(message.marker) for message in sent]
        yield Check("each of them once", set(counts) == {1}, str(counts))
    else:
        yield Check("no message is there", set(places) == {-1}, text[-600:])
        yield Check("something is there", bool(text.strip()))
    for word in has.split():
        yield Check(f"{word} is there", word in text, text[-600:])
    if secret:
        yield Check("no secret is there", SECRET not in text)


def _received(package: Package, version: str) -> Iterator[Check]:
    try:
        trial = run_trial(Wanted(package.folder, version=version), tell=lambda step: None)
    except ScaffoldError as problem:
        raise CannotGradeError(problem.message) from problem
    text = "\n".join(trial.arrived)
    yield Check("every message arrived", bool(trial.sent) and trial.ok, text[-600:])
    counts = {text.count(message.marker) for message in trial.sent}
    yield Check("each of them once", counts == {1}, str(counts))


def _file(package: Package, version: str, *, secret: bool) -> tuple[tuple[Message, ...], str]:
    with installed(package) as site, private_home() as home:
        file = home.path / "audit.jsonl"
        install_stand_in(home)
        environment = {"PYTHONPATH": str(site), "AUDIT_FILE": str(file)}
        python = package.python(version)
        try:
            with start_server(python, home, environment=environment) as server:
                sent = converse(server, home, Journal(lambda step: None))
                if secret:
                    _tell_secret(server, home)
        except ScaffoldError as problem:
            raise CannotGradeError(problem.message) from problem
        return sent, file.read_text(encoding="utf-8") if file.exists() else ""


def _tell_secret(server: object, home: object) -> None:
    from cao_scaffold.host.home import Home
    from cao_scaffold.host.server import Server
    from cao_scaffold.trial.stand_in import PROVIDER

    assert isinstance(server, Server)
    assert isinstance(home, Home)
    agent = {"agent_profile": "developer", "provider": PROVIDER, "session_name": "secret"}
    agent["working_directory"] = str(home.path / "project")
    terminal = server.post("/sessions", agent).body["id"]
    fields = {"sender_id": "x", "orchestration_type": "assign", "message": f"the key is {SECRET}"}
    server.post(f"/terminals/{terminal}/input", fields)
