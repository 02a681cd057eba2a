"""The agent file that `cao install` writes for a provider that enforces tools by it."""

from cao_scaffold.edit.shapes.branch import Branch
from cao_scaffold.edit.shapes.element import Element
from cao_scaffold.edit.source import defines
from cao_scaffold.host.checkout import PACKAGE
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_SERVICE = "services/install_service.py"
_TABLE = "utils/enforcement.py"
_INSTALL_TIME = "INSTALL_TIME_PROVIDERS"


def _edits(registration: Registration) -> tuple[Edit, ...]:
    checkout, names = registration.checkout, registration.provider.names
    body = (
        f"from {PACKAGE}.providers.{names.module} import install_agent as write_agent\n\n"
        "agent_file = write_agent(profile, allowed_tools)"
    )
    test = f"provider == ProviderType.{names.member}.value"
    written = Branch("install_agent", test, body, indent=8)
    edits = [Edit(checkout.code(_SERVICE), written)]
    if defines(checkout.text(checkout.code(_TABLE)), _INSTALL_TIME):
        listed = Element(_INSTALL_TIME, f'"{names.value}"')
        edits.append(Edit(checkout.code(_TABLE), listed))
    return tuple(edits)


def _needed(provider: Provider) -> bool:
    return provider.enforcement == "install"


POINT = Point(
    name="install-policy",
    numbers=(20,),
    kind=Kind.SOURCE,
    title="cao install writes an agent's allowed tools into a file of the CLI.",
    reason="The CLI is launched with an agent file that nobody has written.",
    edits=_edits,
    needed=_needed,
)
