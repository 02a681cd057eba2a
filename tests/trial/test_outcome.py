"""What a trial has to tell."""

import pytest

from cao_scaffold.report.trial import document, last_line, step_line
from cao_scaffold.trial import Message, Step, Trial
from cao_scaffold.trial.outcome import compare

ONE, TWO, THREE = (Message(f"text x{n}", f"x{n}", n / 10) for n in (1, 2, 3))


def trial(**changes):
    fields = {
        "cao": "2.5.4",
        "judged": "receiver",
        "plugins": ("post",),
        "loaded": ("post",),
        "sent": (ONE, TWO, THREE),
        "arrived": ("started", "text x1\ntext x2", "text x3"),
    }
    return Trial(**{**fields, **changes})


def test_it_finds_what_was_lost_and_what_came_twice():
    lost, twice = compare((ONE, TWO, THREE), ("x3 and x1", "x1"))

    assert (lost, twice) == ((TWO,), (ONE,))


def test_it_is_well_when_all_arrived():
    assert trial().ok
    assert last_line(trial()) == "3 messages sent, 3 arrived, 0 lost, API call 0.20 s"


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"loaded": ()}, "Not loaded: post"),
        (
            {"arrived": ("x1", "x3"), "lost": (TWO,)},
            "3 messages sent, 2 arrived, 1 lost, API call 0.20 s",
        ),
        (
            {"twice": (ONE,)},
            "3 messages sent, 3 arrived, 0 lost, 1 arrived twice, API call 0.20 s",
        ),
        (
            {"problems": ("oh",)},
            "3 messages sent, 3 arrived, 0 lost, API call 0.20 s, 1 problem",
        ),
    ],
)
def test_it_is_not_well_otherwise(changes, line):
    assert not trial(**changes).ok
    assert last_line(trial(**changes)) == line


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"judged": "live"}, "now look at the destination"),
        ({"judged": "log"}, "no destination to look at"),
        ({"through": "dispatcher"}, "dispatch 0.20 s"),
    ],
)
def test_it_says_how_far_it_can_judge(changes, words):
    assert words in last_line(trial(**changes))


def test_it_indents_the_lines_of_a_step():
    assert step_line(Step(1.25, "failed", "a\nb\n")) == "   1.2 s  failed      a\n" + " " * 21 + "b"


def test_it_is_one_document():
    steps = (Step(1.25, "sent", "a"),)

    assert document(trial(lost=(TWO,), steps=steps)) == {
        "ok": False,
        "cao": "2.5.4",
        "judged_by": "receiver",
        "plugins": [{"name": "post", "loaded": True}],
        "messages": {
            "sent": [
                {"text": "text x1", "seconds": 0.1},
                {"text": "text x2", "seconds": 0.2},
                {"text": "text x3", "seconds": 0.3},
            ],
            "arrived": ["started", "text x1\ntext x2", "text x3"],
            "lost": ["text x2"],
            "twice": [],
        },
        "through": "server",
        "seconds_per_message": 0.2,
        "problems": [],
        "steps": [{"at": 1.25, "kind": "sent", "text": "a"}],
    }
