"""One provider's name, in every spelling that a CAO tree needs."""

import keyword
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cao_scaffold.errors import UsageError

# Longer ones would be laid out anew, by CAO's formatter, in places that we do not write.
MAX_LENGTH = 23

# Modules of CAO's package of providers that are none.
_TAKEN = frozenset({"base", "manager", "provider", "mock_cli"})
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SPELLING = re.compile(r"[A-Za-z]+([-_][A-Za-z]+)*")
_HOW = "letters, in words joined by single hyphens or underscores, such as new-cli"


@dataclass(frozen=True)
class ProviderNames:
    """Every spelling of `value`, which is snake_case and what CAO's API calls the provider.

    A provider that CAO has already may spell its own class, member and module otherwise.
    """

    value: str
    display: str
    class_name: str
    member: str
    module: str
    # The name of the documentation page, without its suffix.
    page: str

    @classmethod
    def of(cls, value: str, display: str = "") -> "ProviderNames":
        """Return the spellings that follow from `value`; the display name may be given."""
        words = value.split("_")
        return cls(
            value=value,
            display=display or " ".join(_shown(word) for word in words),
            class_name="".join(word.capitalize() for word in words) + "Provider",
            member=value.upper(),
            module=value,
            page=value.replace("_", "-"),
        )


def parse_provider_name(given: str) -> ProviderNames:
    """Read a name in any usual spelling: new-cli, new_cli, NewCli.

    Raises UsageError for what cannot name a provider in CAO.
    """
    if re.search(r"[0-9]", given):
        raise UsageError(
            f"{given!a} holds a digit: a test of CAO reads the providers' values as letters and "
            "underscores, and fails",
            hint="spell the digit, or leave it out",
        )
    if not _SPELLING.fullmatch(given) or len(given) > MAX_LENGTH:
        raise UsageError(
            f"{given!a} cannot name a provider",
            hint=f"give {_HOW}, at most {MAX_LENGTH} characters",
        )
    value = _CAMEL.sub("_", given).replace("-", "_").lower()
    if value in _TAKEN or keyword.iskeyword(value) or keyword.issoftkeyword(value):
        raise UsageError(
            f"{given!a} cannot name a provider: {value!r} means something else already",
            hint=f"say what it is, such as {value.replace('_', '-')}-cli",
        )
    return ProviderNames.of(value)


def check_is_free(names: ProviderNames, present: Iterable[ProviderNames]) -> None:
    """Raise UsageError where the tree has such a provider, or one spelt nearly so."""
    for other in present:
        taken = {_bare(word) for word in (other.value, other.module, other.member, other.display)}
        if taken & {_bare(names.value)} or other.class_name == names.class_name:
            raise UsageError(
                f"this CAO has the provider {other.value} ({other.display}) already",
                hint="choose another name, or change that provider by hand",
            )


def _bare(word: str) -> str:
    return re.sub(r"[-_ ]", "", word).lower()


def _shown(word: str) -> str:
    return word.upper() if word in ("ai", "cli") else word.capitalize()
