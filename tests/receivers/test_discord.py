"""Discord on loopback."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from cao_scaffold import receivers
from cao_scaffold.receivers import Receiver
from tests.receivers.visitor import call

QUIET = {"allowed_mentions": {"parse": []}}


@pytest.fixture
def discord() -> Iterator[Receiver]:
    with receivers.start("discord", limits=False) as receiver:
        yield receiver


@pytest.fixture
def forum() -> Iterator[Receiver]:
    with receivers.start("discord", limits=False, forum=True) as receiver:
        yield receiver


def post(receiver: Receiver, body: Any, query: str = "?wait=true"):
    return call(receiver.settings["WEBHOOK_URL"] + query, body)


def test_it_answers_the_message_that_it_accepted(discord):
    answered = post(discord, {"content": "hello"})

    assert answered.status == 200
    assert answered.body["channel_id"] == "200"
    assert discord.texts == ("hello",)


def test_it_tells_nothing_without_wait(discord):
    accepted, refused = post(discord, {"content": "a"}, ""), post(discord, {"content": ""}, "")

    assert (accepted.status, refused.status) == (204, 204)
    assert discord.texts == ("a",)
    assert discord.rejected == {400: 1}


@pytest.mark.parametrize(
    ("end", "status"), [("/100/another", 401), ("/999/a-Webhook_token", 404), ("/x/y/z", 404)]
)
def test_it_knows_one_webhook(discord, end, status):
    assert call(f"{discord.url}/api/webhooks{end}?wait=true", {"content": "a"}).status == status
    assert discord.received == ()


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"content": "\U0001f600" * 2000},
        {"content": "a", "username": "x" * 80},
        {"content": "", "embeds": [{"title": "t"}]},
    ],
)
def test_it_accepts_what_is_just_within_the_limits(discord, body):
    assert post(discord, body).status == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"content": ""},
        {"content": " \n"},
        {"content": 1},
        {"content": "x" * 2001},
        {"content": "a", "username": ""},
        {"content": "a", "username": "x" * 81},
        {"content": "a", "username": "Clyde the second"},
        {"content": "a", "username": "my DISCORD"},
        {"content": "a", "thread_name": "no forum here"},
        [],
        b"not JSON",
    ],
)
def test_it_refuses_what_is_beyond_the_limits(discord, body):
    assert post(discord, body).status == 400
    assert discord.rejected == {400: 1}


def test_it_allows_five_in_two_seconds_and_says_how_long_to_wait():
    with receivers.start("discord", scale=0.25) as discord:
        answers = [post(discord, {"content": str(n)}) for n in range(6)]
        last = answers[-1]

        assert [each.status for each in answers] == [200] * 5 + [429]
        assert [each.headers["X-RateLimit-Remaining"] for each in answers] == list("432100")
        assert 0 < last.body["retry_after"] <= 0.5
        assert float(last.headers["Retry-After"]) == pytest.approx(last.body["retry_after"])
        assert last.body["global"] is False
        time.sleep(last.body["retry_after"] + 0.01)
        assert post(discord, {"content": "6"}).status == 200


def test_it_allows_thirty_a_minute_in_the_channel():
    with receivers.start("discord", scale=0.05) as discord:
        started, accepted = time.monotonic(), 0
        while time.monotonic() < started + 2.5:
            answered = post(discord, {"content": "x"})
            accepted += answered.status == 200
            time.sleep(answered.body.get("retry_after", 0))

        assert accepted == 30


@pytest.mark.parametrize(
    ("extra", "pings"),
    [
        (QUIET, 0),
        ({}, 5),
        ({"allowed_mentions": {"parse": ["everyone"]}}, 2),
        ({"allowed_mentions": {"parse": [], "users": ["1"]}}, 1),
    ],
)
def test_it_counts_those_whom_a_message_would_ping(discord, extra, pings):
    post(discord, {"content": "@everyone @here <@1> <@!2> <@&3> @\u200beveryone", **extra})

    assert discord.pings == pings


def test_it_makes_a_thread_of_a_forum_post_and_posts_to_it(forum):
    thread = post(forum, {"content": "one", "thread_name": "t" * 100}).body["channel_id"]
    second = post(forum, {"content": "two"}, f"?wait=true&thread_id={thread}")

    assert forum.destination.threads == {thread: "t" * 100}
    assert second.body["channel_id"] == thread
    assert [each.thread for each in forum.received] == [thread, thread]


@pytest.mark.parametrize("extra", [{}, {"thread_name": "t" * 101}, {"thread_name": 1}])
def test_it_refuses_a_forum_post_without_a_thread(forum, extra):
    assert post(forum, {"content": "a", **extra}).status == 400


def test_it_does_not_know_a_thread_that_is_gone(forum):
    thread = post(forum, {"content": "one", "thread_name": "t"}).body["channel_id"]
    forum.destination.threads.clear()

    answered = post(forum, {"content": "two"}, f"?wait=true&thread_id={thread}")

    assert (answered.status, answered.body["code"]) == (404, 10003)


def test_it_shows_the_webhook(discord):
    assert call(discord.settings["WEBHOOK_URL"], method="GET").body["id"] == "100"
