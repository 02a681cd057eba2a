"""Discord's execute-webhook call: its limits, its refusals, its forum threads.

Source: the Discord developer documentation, "Webhook Resource" and "Rate Limits"; the
windows are those seen in practice, since Discord publishes none.
"""

import re
from typing import Any, NamedTuple

from cao_scaffold.receivers.destination import Destination
from cao_scaffold.receivers.records import Answer, Message, Request
from cao_scaffold.receivers.windows import longest_wait

_CONTENT_LIMIT = 2000
_NAME_LIMIT = 80
_THREAD_NAME_LIMIT = 100
_FORBIDDEN_IN_NAMES = ("clyde", "discord")
_URL = re.compile(r"/api(?:/v\d+)?/webhooks/(\d+)/([\w-]+)")
# What each word of `allowed_mentions.parse` lets through.
_MENTIONS = {
    "everyone": re.compile(r"@everyone|@here"),
    "users": re.compile(r"<@!?(\d+)>"),
    "roles": re.compile(r"<@&(\d+)>"),
}


class _Refused(NamedTuple):
    """A failure in Discord's form: HTTP status, its own code, its words."""

    status: int
    code: int
    message: str


class Discord(Destination):
    """One webhook of one channel; with `forum` the channel holds threads only."""

    channel_id = "200"

    def __init__(
        self,
        *,
        token: str = "a-Webhook_token",
        webhook_id: str = "100",
        forum: bool = False,
        scale: float = 1,
        limits: bool = True,
    ) -> None:
        super().__init__(scale=scale, limits=limits)
        self.token = token
        self.webhook_id = webhook_id
        self.forum = forum
        self._webhook_window = self.window(5, 2)
        self._channel_window = self.window(30, 60)
        self._last_id = 1000

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the webhook's URL, and whether its channel is a forum."""
        url = f"{base_url}/api/webhooks/{self.webhook_id}/{self.token}"
        return {"WEBHOOK_URL": url} | ({"FORUM": "1"} if self.forum else {})

    def refusal(self, status: int, wait: float | None) -> object:
        """Return Discord's failure object."""
        if wait is None:
            return {"message": f"answer {status}", "code": 0}
        return {"message": "You are being rate limited.", "retry_after": wait, "global": False}

    def answer(self, request: Request) -> Answer:
        """Judge one call: the address, then the rate, then the message."""
        unknown = self._unknown(request)
        if unknown:
            return self._refuse(unknown)
        if request.method == "GET":
            return Answer(200, {"id": self.webhook_id, "type": 1, "channel_id": self.channel_id})
        if self.limits and (wait := longest_wait(self._webhook_window, self._channel_window)):
            headers = {"Retry-After": f"{wait:.3f}", **self._rate_headers()}
            return Answer(429, self.refusal(429, round(wait, 3)), headers)
        self._webhook_window.take()
        answer = self._post(request)
        headers = self._rate_headers()
        if request.query.get("wait") == "true":
            return Answer(answer.status, answer.body, headers, answer.message)
        # Without `wait` Discord answers before it looks at the message.
        hidden = answer.status if answer.status >= 400 else 0
        return Answer(204, None, headers, answer.message, hidden)

    def _unknown(self, request: Request) -> _Refused | None:
        match = _URL.fullmatch(request.path)
        if not match:
            return _Refused(404, 0, "404: Not Found")
        if match[1] != self.webhook_id:
            return _Refused(404, 10015, "Unknown Webhook")
        if match[2] != self.token:
            return _Refused(401, 50027, "Invalid Webhook Token")
        return None if request.method in ("GET", "POST") else _Refused(405, 0, "405: Not Allowed")

    def _post(self, request: Request) -> Answer:
        fields = request.fields()
        refused = _Refused(400, 50109, "The request body contains invalid JSON.")
        if fields is None:
            return self._refuse(refused)
        thread = request.query.get("thread_id", "")
        invalid = _invalid(fields) or self._wrong_place(fields, thread)
        if invalid:
            return self._refuse(invalid)
        if fields.get("thread_name"):
            thread = self._new_id()
            self.threads[thread] = fields["thread_name"]
        self._channel_window.take()
        content = str(fields.get("content") or "")
        sent = {"id": self._new_id(), "channel_id": thread or self.channel_id, "content": content}
        return Answer(200, sent, message=Message(content, thread, _pings(fields)))

    def _wrong_place(self, fields: dict[str, Any], thread: str) -> _Refused | None:
        """Say why a message cannot go where it wants to: each forum post has one thread."""
        name = fields.get("thread_name")
        if thread and thread not in self.threads:
            return _Refused(404, 10003, "Unknown Channel")
        if not self.forum:
            return _Refused(400, 220003, "No threads in this channel") if name else None
        if not name and not thread:
            return _Refused(400, 220001, "A forum post needs a thread_name or a thread_id")
        if name and thread:
            return _Refused(400, 220002, "Both thread_name and thread_id")
        if name and not (isinstance(name, str) and len(name) <= _THREAD_NAME_LIMIT):
            return _Refused(400, 50035, "Invalid Form Body: thread_name")
        return None

    def _rate_headers(self) -> dict[str, str]:
        if not self.limits:
            return {}
        window = min(self._webhook_window, self._channel_window, key=lambda each: each.remaining)
        return {
            "X-RateLimit-Limit": str(window.limit),
            "X-RateLimit-Remaining": str(window.remaining),
            "X-RateLimit-Reset-After": f"{window.reset_after:.3f}",
            "X-RateLimit-Bucket": self.webhook_id,
        }

    def _new_id(self) -> str:
        self._last_id += 1
        return str(self._last_id)

    @staticmethod
    def _refuse(refused: _Refused) -> Answer:
        return Answer(refused.status, {"message": refused.message, "code": refused.code})


def _invalid(fields: dict[str, Any]) -> _Refused | None:
    """Say what is wrong with the message itself."""
    content, name = fields.get("content"), fields.get("username")
    if content is not None and not isinstance(content, str):
        return _Refused(400, 50035, "Invalid Form Body: content")
    if not (content or "").strip() and not fields.get("embeds"):
        return _Refused(400, 50006, "Cannot send an empty message")
    if len(content or "") > _CONTENT_LIMIT:
        return _Refused(400, 50035, f"Invalid Form Body: content over {_CONTENT_LIMIT}")
    if name is not None and not _is_username(name):
        return _Refused(400, 50035, "Invalid Form Body: username")
    return None


def _is_username(name: object) -> bool:
    if not isinstance(name, str) or not 1 <= len(name.strip()) <= _NAME_LIMIT:
        return False
    return not any(word in name.lower() for word in _FORBIDDEN_IN_NAMES)


def _pings(fields: dict[str, Any]) -> int:
    """Count the mentions that notify somebody: all, where `allowed_mentions` does not say."""
    content = str(fields.get("content") or "")
    allowed = fields.get("allowed_mentions")
    count = 0
    for kind, pattern in _MENTIONS.items():
        found = pattern.findall(content)
        if allowed is None or kind in allowed.get("parse", ()):
            count += len(found)
        else:
            count += sum(each in allowed.get(kind, ()) for each in found)
    return count
