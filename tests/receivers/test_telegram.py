"""Telegram's Bot API on loopback."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from cao_scaffold import receivers
from cao_scaffold.receivers import Receiver
from tests.receivers.visitor import call

GROUP = "-1001234567890"


@pytest.fixture
def telegram() -> Iterator[Receiver]:
    with receivers.start("telegram", limits=False) as receiver:
        yield receiver


def api(receiver: Receiver, method: str, body: Any):
    settings = receiver.settings
    return call(f"{settings['API_URL']}/bot{settings['BOT_TOKEN']}/{method}", body)


def send(receiver: Receiver, text: Any, **fields: Any):
    return api(receiver, "sendMessage", {"chat_id": GROUP, "text": text, **fields})


def test_it_answers_the_message_that_it_accepted(telegram):
    answered = send(telegram, "hello", chat_id=int(GROUP))

    assert answered.status == 200
    assert answered.body["result"]["text"] == "hello"
    assert telegram.texts == ("hello",)


def test_it_reads_a_form_and_any_case_of_a_method(telegram):
    assert api(telegram, "sendmessage", b"chat_id=-1001234567890&text=a+b").status == 200
    assert telegram.texts == ("a b",)


def test_it_knows_one_bot(telegram):
    assert call(f"{telegram.url}/bot1:other/sendMessage", {}).status == 401
    assert call(f"{telegram.url}/elsewhere", {}).status == 404
    assert api(telegram, "sendSmile", {}).status == 404


def test_it_tells_who_the_bot_is(telegram):
    assert api(telegram, "getMe", None).body["result"]["is_bot"] is True


@pytest.mark.parametrize("text", ["x" * 4096, "\U0001f600" * 2048])
def test_it_accepts_4096_utf16_units(telegram, text):
    assert send(telegram, text).status == 200


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x" * 4097, "message is too long"),
        ("\U0001f600" * 2048 + "x", "message is too long"),
        ("", "message text is empty"),
        (" \n", "message text is empty"),
        (None, "message text is empty"),
        ("\ud83d", "strings must be encoded in UTF-8"),
    ],
)
def test_it_refuses_what_is_no_text(telegram, text, reason):
    answered = send(telegram, text)

    assert answered.status == 400
    assert answered.body["description"] == f"Bad Request: {reason}"
    assert telegram.received == ()


def test_it_knows_one_chat(telegram):
    answered = send(telegram, "a", chat_id=5)

    assert answered.body["description"] == "Bad Request: chat not found"


def test_it_allows_one_a_second_in_a_chat_and_says_how_long_to_wait():
    with receivers.start("telegram") as telegram:
        assert send(telegram, "1").status == 200

        refused = send(telegram, "2")

        assert refused.status == 429
        assert refused.body["parameters"] == {"retry_after": 1}
        assert refused.headers["Retry-After"] == "1"
        time.sleep(1.01)
        assert send(telegram, "2").status == 200


@pytest.mark.parametrize(("chat_id", "last"), [(GROUP, 429), ("77", 200)])
def test_it_allows_twenty_a_minute_in_a_group_only(chat_id, last):
    with receivers.start("telegram", scale=0.03, chat_id=chat_id) as telegram:
        for _ in range(20):
            assert send(telegram, "x", chat_id=chat_id).status == 200
            time.sleep(0.04)

        assert send(telegram, "x", chat_id=chat_id).status == last


def test_it_sends_a_group_that_moved_to_its_new_identifier(telegram):
    telegram.destination.migrate_to("-100999")

    refused = send(telegram, "a")

    assert refused.status == 400
    assert refused.body["parameters"] == {"migrate_to_chat_id": -100999}
    assert send(telegram, "a", chat_id=-100999).status == 200


def test_it_refuses_a_bot_that_was_blocked(telegram):
    telegram.destination.blocked = True

    assert send(telegram, "a").status == 403


def test_it_makes_a_topic_and_posts_to_it(telegram):
    made = api(telegram, "createForumTopic", {"chat_id": GROUP, "name": "t" * 128})
    topic = made.body["result"]["message_thread_id"]

    assert send(telegram, "a", message_thread_id=topic).status == 200
    assert telegram.received[0].thread == str(topic)
    assert telegram.destination.threads == {str(topic): "t" * 128}


@pytest.mark.parametrize("name", ["", "t" * 129, None])
def test_it_refuses_a_topic_without_a_proper_name(telegram, name):
    assert api(telegram, "createForumTopic", {"chat_id": GROUP, "name": name}).status == 400


def test_it_makes_no_topic_where_there_are_none():
    with receivers.start("telegram", forum=False) as telegram:
        refused = api(telegram, "createForumTopic", {"chat_id": GROUP, "name": "t"})

        assert refused.body["description"] == "Bad Request: the chat is not a forum"


def test_it_does_not_know_a_topic_that_is_gone(telegram):
    refused = send(telegram, "a", message_thread_id=999)

    assert refused.body["description"] == "Bad Request: message thread not found"


def test_it_counts_mentions(telegram):
    send(telegram, "@somebody, mail me@example.com")
    send(telegram, "@somebody", disable_notification=True)

    assert telegram.pings == 1
