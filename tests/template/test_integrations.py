"""Integrations: what the template's own folders say."""

import pytest
import yaml

from cao_scaffold.errors import UsageError
from cao_scaffold.events import EVENTS
from cao_scaffold.template.integrations import find_integration, integration_names, template_path


def questions():
    return yaml.safe_load((template_path() / "copier.yml").read_text(encoding="utf-8"))


def test_it_lists_what_the_template_offers_blank_first():
    assert list(integration_names()) == questions()["integration"]["choices"]
    assert integration_names()[0] == "blank"


def test_it_knows_the_events_that_the_template_knows():
    assert [event.name for event in EVENTS] == questions()["events"]["choices"]


@pytest.mark.parametrize("name", integration_names())
def test_it_reads_each(name):
    found = find_integration(name)
    assert found.summary
    assert found.events
    assert set(found.events) <= {event.name for event in EVENTS}
    assert all(variable.help for variable in found.variables)
    assert not any(variable.required and variable.default for variable in found.variables)


def test_it_suggests_the_integration_that_was_meant():
    with pytest.raises(UsageError, match="'telegrm' is no integration") as refusal:
        find_integration("telegrm")
    assert "did you mean telegram? The integrations are blank, discord" in refusal.value.hint


@pytest.mark.parametrize("name", ["", "..", "../integrations/blank", "blank/", "BLANK"])
def test_it_takes_names_alone(name):
    with pytest.raises(UsageError, match="is no integration"):
        find_integration(name)
