"""One provider's name, in every spelling that a CAO tree needs."""

from dataclasses import dataclass


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
        )

    @property
    def page(self) -> str:
        """The name of the documentation page, without its suffix."""
        return self.module.replace("_", "-")


def _shown(word: str) -> str:
    return word.upper() if word in ("ai", "cli") else word.capitalize()
