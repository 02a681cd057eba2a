"""`cao-scaffold list`: what there is, for a person and for a program."""

import json

import pytest

from cao_scaffold.cli import run
from cao_scaffold.events import EVENTS
from cao_scaffold.template.integrations import integration_names


def test_it_lists_the_integrations(capsys):
    assert run(["list", "integrations"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(integration_names())


def test_it_lists_the_events(capsys):
    assert run(["list", "events"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [event.name for event in EVENTS]


def test_it_lists_each_event_with_its_fields_as_json(capsys):
    assert run(["list", "events", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == 1
    assert document["events"][0]["class"] == "PostSendMessageEvent"
    assert {"sender", "message", "session_id"} < set(document["events"][0]["fields"])


def test_it_lists_the_variables_of_an_integration_as_json(capsys):
    assert run(["list", "integrations", "--json"]) == 0
    telegram = {i["name"]: i for i in json.loads(capsys.readouterr().out)["integrations"]}[
        "telegram"
    ]
    assert {
        "name": "API_URL",
        "required": False,
        "secret": False,
        "default": "https://api.telegram.org",
        "help": "The Bot API server",
    } in telegram["variables"]


def test_it_lists_the_checks(capsys):
    from cao_scaffold.checks import CHECKS

    assert run(["list", "checks"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        check.code for check in CHECKS
    ]
    assert run(["list", "checks", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["checks"]) == len(CHECKS)


@pytest.mark.parametrize("kind", [[], ["plugins"]])
def test_it_names_what_can_be_listed(kind, capsys):
    assert run(["list", *kind]) == 2
    assert "integrations" in capsys.readouterr().err
