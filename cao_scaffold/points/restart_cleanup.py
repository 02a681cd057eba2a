"""The removal of a terminal's files when the server was restarted since its launch."""

from cao_scaffold.edit.shapes.branch import Branch
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_PATH = "providers/manager.py"
_ASKED = 'metadata.get("provider") == ProviderType.'
_ARGUMENTS = (
    "terminal_id",
    'metadata["tmux_session"]',
    'metadata["tmux_window"]',
    'metadata.get("agent_profile")',
)


def _edits(registration: Registration) -> tuple[Edit, ...]:
    path = registration.checkout.code(_PATH)
    if _ASKED not in (registration.checkout.text(path) or ""):
        return ()
    names = registration.provider.names
    restored = f"restored_{names.value}_provider"
    arguments = "".join(f"    {argument},\n" for argument in _ARGUMENTS)
    body = f"{restored} = {names.class_name}(\n{arguments})\n{restored}.cleanup()"
    shape = Branch(
        "ProviderManager.cleanup_provider",
        f"metadata and {_ASKED}{names.member}.value",
        body,
        indent=12,
    )
    return (Edit(path, shape),)


def _needed(provider: Provider) -> bool:
    return provider.system_prompt != "none" or provider.mcp != "none"


POINT = Point(
    name="restart-cleanup",
    numbers=(22,),
    kind=Kind.SOURCE,
    title="A terminal's files are removed even if the server was restarted since its launch.",
    reason="The terminal's system prompt and MCP configuration stay on the disk.",
    edits=_edits,
    needed=_needed,
)
