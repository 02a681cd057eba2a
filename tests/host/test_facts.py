"""What a tree offers is read off its source, for every supported release."""

import dataclasses

import pytest

from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.host.facts import PLACES, Facts, read_facts
from cao_scaffold.host.present import present_providers
from tests.real_cao import source_of_cao

# The first release that has it; the rest is in 2.3.0 already.
SINCE = {
    "2.4.0": {
        "native_status_buffer",
        "resolve_buffer",
        "init_timeout",
        "input_ready",
        "direct_status_probe",
    },
    "2.5.0": {"extraction_error", "buffer_reset"},
    "2.5.3": {
        "extraction_rejected",
        "honors_model",
        "error_message",
        "midburst_probe",
        "stale_processing_capture",
        "raw_fallback",
        "provider_class",
        "enforcement_table",
        "tool_constraint",
        "plugin_mcp",
        "mcp_mapping",
    },
    "2.5.4": {"recheck_uses_screen", "stale_waiting_capture"},
}
OLDER = [pytest.param(v, marks=pytest.mark.matrix) for v in ("2.3.0", "2.4.0", "2.4.1")]
RELEASES = [
    *OLDER,
    *(pytest.param(v, marks=pytest.mark.matrix) for v in ("2.5.0", "2.5.3")),
    "2.5.4",
]


def test_each_fact_has_a_place() -> None:
    assert [field.name for field in dataclasses.fields(Facts)] == list(PLACES)


@pytest.mark.parametrize("release", RELEASES)
def test_a_release_has_what_it_has(release: str) -> None:
    later = {fact for version, facts in SINCE.items() if version > release for fact in facts}

    facts = dataclasses.asdict(read_facts(find_checkout(source_of_cao(release))))

    assert {fact for fact, holds in facts.items() if not holds} == later


@pytest.mark.matrix
def test_the_synchronous_era_is_seen() -> None:
    assert not read_facts(find_checkout(source_of_cao("2.1.1"))).asynchronous


def test_the_newest_release_has_its_providers() -> None:
    found = {names.value: names for names in present_providers(find_checkout(source_of_cao()))}

    assert len(found) == 13
    assert found["mcode"].class_name == "MiniMaxCodeProvider"
    assert found["mcode"].module == "minimax_code"
    assert found["mcode"].member == "MINIMAX_CODE"
    assert found["grok_cli"].display == "Grok Build CLI"


@pytest.mark.matrix
def test_a_release_without_a_table_has_its_classes_from_the_chain() -> None:
    found = {
        n.value: n.class_name for n in present_providers(find_checkout(source_of_cao("2.3.0")))
    }

    assert found["opencode_cli"] == "OpenCodeCliProvider"
