"""Telegram's Bot API: sendMessage, createForumTopic and getMe, with their limits and refusals.

Source: the Bot API reference and the Bots FAQ, "My bot is hitting limits".
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from cao_scaffold.receivers.destination import Destination
from cao_scaffold.receivers.records import Answer, Message, Request
from cao_scaffold.receivers.windows import Window, longest_wait

_TEXT_LIMIT = 4096
_TOPIC_LIMIT = 128
_PATH = re.compile(r"/bot([^/]+)/(\w+)")
_MENTION = re.compile(r"(?<!\w)@[A-Za-z]\w{4,31}")


class Telegram(Destination):
    """One bot in one chat; a negative `chat_id` is a group, with the group's window."""

    def __init__(
        self,
        *,
        token: str = "12345:a-Bot_token",
        chat_id: str = "-1001234567890",
        forum: bool = True,
        scale: float = 1,
        limits: bool = True,
    ) -> None:
        super().__init__(scale=scale, limits=limits)
        self.token = token
        self.chat_id = chat_id
        self.forum = forum
        self.blocked = False
        self._migrated: dict[str, str] = {}
        self._bot_window = self.window(30, 1)
        self._chat_windows: dict[str, Window] = defaultdict(lambda: self.window(1, 1))
        self._group_windows: dict[str, Window] = defaultdict(lambda: self.window(20, 60))
        self._last_id = 100
        self._methods: dict[str, Callable[[dict[str, Any]], Answer]] = {
            "getme": self._get_me,
            "sendmessage": self._send_message,
            "createforumtopic": self._create_forum_topic,
        }

    def migrate_to(self, chat_id: str) -> None:
        """Become a supergroup: the old identifier is refused from now on, with the new one."""
        self._migrated[self.chat_id] = chat_id
        self.chat_id = chat_id

    def settings(self, base_url: str) -> dict[str, str]:
        """Return the bot's token, its chat, and this server in the public one's place."""
        return {"BOT_TOKEN": self.token, "CHAT_ID": self.chat_id, "API_URL": base_url}

    def refusal(self, status: int, wait: float | None) -> object:
        """Return the Bot API's failure object."""
        if wait is None:
            return _failure(status, f"answer {status}")
        seconds = math.ceil(wait)
        said = f"Too Many Requests: retry after {seconds}"
        return _failure(status, said, retry_after=seconds)

    def answer(self, request: Request) -> Answer:
        """Judge one call of one method."""
        match = _PATH.fullmatch(request.path)
        if not match:
            return Answer(404, _failure(404, "Not Found"))
        if match[1] != self.token:
            return Answer(401, _failure(401, "Unauthorized"))
        method = self._methods.get(match[2].lower())
        if method is None:
            return Answer(404, _failure(404, "Not Found: method not found"))
        return method(_parameters(request))

    def _get_me(self, _: dict[str, Any]) -> Answer:
        bot = {"id": 12345, "is_bot": True, "first_name": "Loopback", "username": "loopback_bot"}
        return Answer(200, {"ok": True, "result": bot})

    def _send_message(self, fields: dict[str, Any]) -> Answer:
        chat_id, text = str(fields.get("chat_id", "")), fields.get("text", "")
        refused = self._not_in_chat(chat_id) or self._too_fast(chat_id) or _invalid_text(text)
        if refused:
            return refused
        thread = str(fields.get("message_thread_id") or "")
        if thread and thread not in self.threads:
            return _bad_request("message thread not found")
        for window in self._windows(chat_id):
            window.take()
        sent = {"message_id": self._new_id(), "chat": {"id": int(chat_id)}, "text": text}
        pings = 0 if fields.get("disable_notification") else len(_MENTION.findall(text))
        return Answer(200, {"ok": True, "result": sent}, message=Message(text, thread, pings))

    def _create_forum_topic(self, fields: dict[str, Any]) -> Answer:
        chat_id, name = str(fields.get("chat_id", "")), fields.get("name", "")
        refused = self._not_in_chat(chat_id)
        if refused:
            return refused
        if not self.forum:
            return _bad_request("the chat is not a forum")
        if not isinstance(name, str) or not 1 <= len(name) <= _TOPIC_LIMIT:
            return _bad_request("topic name is invalid")
        topic = self._new_id()
        self.threads[str(topic)] = name
        return Answer(200, {"ok": True, "result": {"message_thread_id": topic, "name": name}})

    def _not_in_chat(self, chat_id: str) -> Answer | None:
        """Refuse a chat that has moved, is unknown, or has thrown the bot out."""
        if chat_id in self._migrated:
            said = "Bad Request: group chat was upgraded to a supergroup chat"
            new = int(self._migrated[chat_id])
            return Answer(400, _failure(400, said, migrate_to_chat_id=new))
        if chat_id != self.chat_id:
            return _bad_request("chat not found")
        if self.blocked:
            return Answer(403, _failure(403, "Forbidden: bot was blocked by the user"))
        return None

    def _too_fast(self, chat_id: str) -> Answer | None:
        wait = longest_wait(*self._windows(chat_id)) if self.limits else 0
        if not wait:
            return None
        return Answer(429, self.refusal(429, wait), {"Retry-After": str(math.ceil(wait))})

    def _windows(self, chat_id: str) -> tuple[Window, ...]:
        group = (self._group_windows[chat_id],) if chat_id.startswith("-") else ()
        return (self._bot_window, self._chat_windows[chat_id], *group)

    def _new_id(self) -> int:
        self._last_id += 1
        return self._last_id


def _invalid_text(text: object) -> Answer | None:
    """Refuse what cannot be a message's text; its length is counted in UTF-16 units."""
    if not isinstance(text, str) or not text.strip():
        return _bad_request("message text is empty")
    try:
        units = len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        return _bad_request("strings must be encoded in UTF-8")
    return _bad_request("message is too long") if units > _TEXT_LIMIT else None


def _parameters(request: Request) -> dict[str, Any]:
    """Return a call's parameters, from the query and from a JSON or form body."""
    form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
    fields = request.fields()
    return {**request.query, **(form if fields is None else fields)}


def _bad_request(reason: str) -> Answer:
    return Answer(400, _failure(400, f"Bad Request: {reason}"))


def _failure(status: int, description: str, **parameters: int) -> dict[str, Any]:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return body | ({"parameters": parameters} if parameters else {})
