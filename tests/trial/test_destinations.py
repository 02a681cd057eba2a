"""Where plugins send to during a trial."""

from pathlib import Path

import pytest

from cao_scaffold.trial.destinations import Destinations, users_settings
from cao_scaffold.trial.subject import Plugin, Subject, Variable
from tests.receivers.visitor import call


def subject(*plugins, variables=()):
    return Subject(Path(), "cao-x", plugins, tuple(variables), hears_messages=True)


def ignore(received):
    """Take no notice."""


@pytest.mark.parametrize(
    ("integration", "names"),
    [
        ("discord", {"CAO_X_WEBHOOK_URL"}),
        ("telegram", {"CAO_X_BOT_TOKEN", "CAO_X_CHAT_ID", "CAO_X_API_URL"}),
    ],
)
def test_it_plays_the_integration_of_the_record(integration, names):
    with Destinations(ignore) as destinations:
        assert destinations.open_for(subject(Plugin("x", "cao_x.plugin", integration)))
        assert set(destinations.environment) == names


def test_it_plays_nothing_for_a_blank_plugin():
    with Destinations(ignore) as destinations:
        assert not destinations.open_for(subject(Plugin("x", "cao_x.plugin", "blank")))
        assert destinations.environment == {}


def test_it_leads_every_address_of_an_unknown_package_to_itself():
    variables = (
        Variable("X_URL", "https://example.invalid/a", optional=False),
        Variable("X_ENDPOINT", "", optional=True),
        Variable("DATABASE_URL", "postgres://localhost/x", optional=False),
        Variable("X_KEY", "", optional=False),
        Variable("X_TIMEOUT", "5", optional=True),
    )
    seen = []
    with Destinations(seen.append) as destinations:
        assert destinations.open_for(subject(Plugin("x", "x"), variables=variables))
        environment = destinations.environment
        call(environment["X_URL"], b"hello")

        assert destinations.texts == ("hello",)
        assert [each.text for each in seen] == ["hello"]
    assert environment["X_ENDPOINT"] == environment["X_URL"]
    assert environment["DATABASE_URL"] == "postgres://localhost/x"
    assert environment["X_KEY"] == "placeholder"
    assert "X_TIMEOUT" not in environment


def test_it_tells_of_refusals():
    with Destinations(ignore) as destinations:
        destinations.open_for(subject(Plugin("x", "x", "discord")))
        call(destinations.environment["CAO_X_WEBHOOK_URL"] + "?wait=true", {"content": ""})

        assert destinations.rejected == ("1 requests were refused with status 400",)


def test_it_takes_the_users_settings_for_these_plugins_only(monkeypatch):
    for name in ("CAO_X_TOKEN", "Y_KEY_FILE", "CAO_API_PORT", "CAO_OTHER_TOKEN"):
        monkeypatch.setenv(name, "value")
    package = subject(Plugin("x", "x"), variables=[Variable("Y_KEY", "", optional=False)])

    assert set(users_settings(package)) == {"CAO_X_TOKEN", "Y_KEY_FILE"}
