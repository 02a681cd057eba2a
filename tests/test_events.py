"""Events: a table, and how a list of them is written on the command line."""

import pytest

from cao_scaffold.errors import UsageError
from cao_scaffold.events import EVENTS, parse_events


def test_it_knows_five_events():
    assert len(EVENTS) == 5
    assert all(event.when and event.fields for event in EVENTS)


def test_it_names_the_class():
    assert EVENTS[0].class_name == "PostSendMessageEvent"


def test_it_reads_all():
    assert parse_events("all") == tuple(event.name for event in EVENTS)


def test_it_reads_a_list_in_any_order_and_once():
    given = " post_kill_session,post_send_message, post_kill_session"
    assert parse_events(given) == ("post_send_message", "post_kill_session")


@pytest.mark.parametrize("given", ["", " ", ","])
def test_it_refuses_an_empty_list(given):
    with pytest.raises(UsageError, match="no event"):
        parse_events(given)


def test_it_suggests_the_event_that_was_meant():
    with pytest.raises(UsageError, match="'post_send_mesage' is no event") as refusal:
        parse_events("post_send_mesage")
    assert "did you mean post_send_message?" in refusal.value.hint


def test_it_names_the_legal_events():
    with pytest.raises(UsageError) as refusal:
        parse_events("zzz")
    assert "did you mean" not in refusal.value.hint
    assert all(event.name in refusal.value.hint for event in EVENTS)
