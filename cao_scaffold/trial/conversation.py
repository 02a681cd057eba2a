"""Two agents in a session of a private cao-server, and what they say to each other."""

import secrets
import time
from collections.abc import Iterator

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.home import Home
from cao_scaffold.host.server import Answered, Server
from cao_scaffold.trial.outcome import Journal, Message
from cao_scaffold.trial.stand_in import PROVIDER

# Every release brings this profile.
_PROFILE = "developer"
_NAME = "try"
_SESSION = f"cao-{_NAME}"
_DELIVERY_SECONDS = 30
_TEXTS = (
    "Please review the parser, it is ready",
    "Found a missing test for empty input",
    "Added it, all tests pass",
    "Merged",
)
_AT_ONCE = "Now write the changelog entry"


def messages() -> Iterator[Message]:
    """Return one message after the other, each with a word that stands in no other."""
    run = secrets.token_hex(2)
    for number, text in enumerate((*_TEXTS, _AT_ONCE), start=1):
        marker = f"try{run}no{number}"
        yield Message(f"{text} ({marker})", marker)


def converse(server: Server, home: Home, journal: Journal) -> tuple[Message, ...]:
    """Launch a session, let its two terminals write to each other, and end it."""
    folder = home.path / "project"
    folder.mkdir(exist_ok=True)
    agent = {
        "agent_profile": _PROFILE,
        "provider": PROVIDER,
        "working_directory": str(folder),
    }
    first = _created(server.post("/sessions", {**agent, "session_name": _NAME}), "session")
    journal.write("session", f"{_SESSION} started")
    second = _created(server.post(f"/sessions/{_SESSION}/terminals", agent), "terminal")
    journal.write("session", "second terminal started")
    sent = _exchange(server, first, second, journal)
    _wait_for_delivery(server, (first, second))
    _succeeded(server.delete(f"/sessions/{_SESSION}"), "the session did not end")
    journal.write("session", f"{_SESSION} ended")
    return sent


def _exchange(server: Server, first: str, second: str, journal: Journal) -> tuple[Message, ...]:
    """Send all but the last through the inbox, in turns, and the last one as an assignment."""
    *queued, at_once = messages()
    sent = []
    pair = (first, second)
    for number, message in enumerate(queued):
        sender, receiver = pair[number % 2], pair[1 - number % 2]
        fields = {"sender_id": sender, "message": message.text}
        sent.append(
            _send(server, f"/terminals/{receiver}/inbox/messages", fields, message, journal)
        )
    _wait_for_delivery(server, pair)
    fields = {"sender_id": first, "message": at_once.text, "orchestration_type": "assign"}
    sent.append(_send(server, f"/terminals/{second}/input", fields, at_once, journal))
    return tuple(sent)


def _send(
    server: Server, path: str, fields: dict[str, str], message: Message, journal: Journal
) -> Message:
    journal.write("sent", message.text)
    answered = _succeeded(server.post(path, fields), "a message was not taken")
    return Message(message.text, message.marker, answered.seconds)


def _wait_for_delivery(server: Server, terminals: tuple[str, ...]) -> None:
    """Wait until no inbox holds a message: CAO delivers when the agent is idle."""
    deadline = time.monotonic() + _DELIVERY_SECONDS
    for terminal in terminals:
        path = f"/terminals/{terminal}/inbox/messages"
        while server.get(path, {"status": "pending"}).body:
            if time.monotonic() > deadline:
                raise ScaffoldError(f"a message waits in CAO's inbox for {_DELIVERY_SECONDS} s")
            time.sleep(0.1)


def _created(answered: Answered, what: str) -> str:
    return str(_succeeded(answered, f"the {what} did not start").body["id"])


def _succeeded(answered: Answered, otherwise: str) -> Answered:
    if answered.status >= 300:
        raise ScaffoldError(f"{otherwise}: cao-server answered {answered.status} {answered.body}")
    return answered
