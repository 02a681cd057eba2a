"""What any receiver can do: faults, and what it keeps."""

import http.client
import threading
import time
from collections.abc import Iterator

import pytest

from cao_scaffold import receivers
from cao_scaffold.receivers import Receiver
from tests.receivers.visitor import call, call_over


@pytest.fixture
def anything() -> Iterator[Receiver]:
    with receivers.start("anything") as receiver:
        yield receiver


def test_it_accepts_whatever_comes_and_keeps_it(anything):
    call(f"{anything.url}/path?a=1", {"text": "x"}, method="PUT")

    (received,) = anything.received
    assert (received.path, received.json) == ("/path", {"text": "x"})
    assert received.headers["Content-Type"] == "application/json"
    assert received.time == pytest.approx(time.time(), abs=5)


def test_it_tells_of_each_message_at_once():
    seen = []
    with receivers.start("anything", on_received=seen.append) as anything:
        call(anything.url, b"one")

    assert [each.text for each in seen] == ["one"]


def test_it_counts_connections_and_requests(anything):
    connection = http.client.HTTPConnection("127.0.0.1", int(anything.url.rpartition(":")[2]))
    for _ in range(3):
        call_over(connection, anything.url + "/", b"a")
    connection.close()
    call(anything.url, b"b")

    assert (anything.requests, anything.connections) == (4, 2)


def test_it_waits_for_what_arrives(anything):
    assert not anything.wait_for(lambda it: it.requests > 0, 0.05)
    threading.Timer(0.1, call, (anything.url, b"late")).start()

    assert anything.wait_for(lambda it: it.requests > 0, 5)


@pytest.mark.parametrize(
    ("form", "in_header", "in_body"),
    [("header", "7", None), ("body", None, 7), ("both", "7", 7)],
)
def test_it_refuses_the_next_requests_in_the_form_that_it_is_told(
    anything, form, in_header, in_body
):
    anything.faults.answer(429, 2, wait=7, form=form)

    answers = [call(anything.url, b"x") for _ in range(3)]

    assert [each.status for each in answers] == [429, 429, 200]
    assert answers[0].headers.get("Retry-After") == in_header
    assert answers[0].body.get("retry_after") == in_body
    assert anything.rejected == {429: 2}


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        ("discord", lambda body: body["retry_after"]),
        ("telegram", lambda body: body["parameters"]["retry_after"]),
    ],
)
def test_it_says_the_wait_in_the_vendors_form(kind, where):
    with receivers.start(kind) as receiver:
        receiver.faults.answer(429, wait=3)

        assert where(call(receiver.url, {}).body) == 3


def test_it_answers_late_what_it_accepted_at_once(anything):
    anything.faults.slow = 0.3

    with pytest.raises(TimeoutError):
        call(anything.url, b"x", timeout=0.1)

    assert anything.texts == ("x",)


def test_it_is_silent_until_it_is_released(anything):
    anything.faults.silence()
    with pytest.raises(TimeoutError):
        call(anything.url, b"gone by then", timeout=0.1)
    threading.Timer(0.1, anything.faults.release).start()

    assert call(anything.url, b"patient").status == 200
    assert anything.texts == ("patient",)


def test_it_resets_a_connection_and_accepts_nothing(anything):
    anything.faults.reset()

    with pytest.raises(ConnectionResetError):
        call(anything.url, b"x")

    assert anything.received == ()
    assert call(anything.url, b"y").status == 200


def test_it_closes_within_the_answer_to_what_it_accepted(anything):
    anything.faults.half_close()

    with pytest.raises(http.client.IncompleteRead):
        call(anything.url, b"x")

    assert anything.texts == ("x",)


def test_it_goes_down_and_comes_up_at_the_same_address(anything):
    connection = http.client.HTTPConnection("127.0.0.1", int(anything.url.rpartition(":")[2]))
    call_over(connection, anything.url + "/", b"before")
    anything.down()

    with pytest.raises(ConnectionRefusedError):
        call(anything.url, b"lost")
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        call_over(connection, anything.url + "/", b"lost, too")
    connection.close()
    anything.up()
    call(anything.url, b"after")

    assert anything.texts == ("before", "after")


def test_it_takes_two_hundred_at_once(anything):
    threads = [threading.Thread(target=call, args=(anything.url, b"x")) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(anything.received) == 200


def test_it_plays_every_kind_of_the_table():
    for kind in receivers.KINDS:
        with receivers.start(kind) as receiver:
            assert all(receiver.settings.values())
