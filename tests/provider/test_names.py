"""The name of a provider: read in any usual spelling, refused where CAO would break."""

import pytest

from cao_scaffold.errors import UsageError
from cao_scaffold.provider.names import ProviderNames, check_is_free, parse_provider_name


@pytest.mark.parametrize("given", ["new-cli", "new_cli", "NewCli", "NewCLI", "New-CLI", "NEW_CLI"])
def test_it_reads_any_usual_spelling(given):
    assert parse_provider_name(given).value == "new_cli"


def test_it_has_every_spelling_that_cao_needs():
    assert parse_provider_name("zed-ai") == ProviderNames(
        value="zed_ai",
        display="Zed AI",
        class_name="ZedAiProvider",
        member="ZED_AI",
        module="zed_ai",
        page="zed-ai",
    )


def test_it_says_what_a_digit_breaks():
    with pytest.raises(UsageError, match="holds a digit: a test of CAO reads"):
        parse_provider_name("gpt4")


@pytest.mark.parametrize(
    "given",
    ["", "-x", "x-", "a--b", "a b", "a/b", "..", "é", "{{x}}", "a\n", "x" * 41],
)
def test_it_reads_nothing_else(given):
    with pytest.raises(UsageError, match="cannot name a provider"):
        parse_provider_name(given)


@pytest.mark.parametrize("given", ["class", "match", "base", "manager", "mock-cli", "Provider"])
def test_it_takes_no_word_that_means_something_else(given):
    with pytest.raises(UsageError, match="means something else already"):
        parse_provider_name(given)


@pytest.mark.parametrize("given", ["kimi_cli", "kimi-cli", "KimiCLI", "kimicli", "KIMI_CLI"])
def test_a_name_is_taken_by_one_that_differs_by_case_or_dash(given):
    with pytest.raises(UsageError, match="has the provider kimi_cli"):
        check_is_free(parse_provider_name(given), [ProviderNames.of("kimi_cli")])


def test_a_name_is_free_beside_others():
    check_is_free(parse_provider_name("kimi"), [ProviderNames.of("kimi_cli", "Kimi Code")])
