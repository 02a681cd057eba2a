"""A destination that accepts every request: for plugins whose vendor is not known here."""

from cao_scaffold.receivers.destination import Destination
from cao_scaffold.receivers.records import Answer, Message, Request

# What the answers of chat and webhook vendors have in common, in one.
_ACCEPTED = {"ok": True, "id": "1", "channel_id": "1", "result": {"message_id": 1}}


class Anything(Destination):
    """Answers 200 to all; the text of a message is the request's body, or its query."""

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the two names by which a plugin usually calls its destination."""
        return {"URL": base_url, "ENDPOINT": base_url}

    def answer(self, request: Request) -> Answer:
        """Accept `request`."""
        text = request.body.decode("utf-8", "replace") or " ".join(request.query.values())
        return Answer(200, _ACCEPTED, message=Message(text))

    def refusal(self, status: int, wait: float | None) -> object:
        """Return a plain failure."""
        return {"ok": False, "status": status} | ({} if wait is None else {"retry_after": wait})
