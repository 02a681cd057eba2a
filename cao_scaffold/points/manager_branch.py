"""The branch of the provider manager that constructs the provider."""

from cao_scaffold.edit.shapes.branch import Branch
from cao_scaffold.points.point import Edit, Kind, Point, Registration

_POSITIONAL = ("terminal_id", "tmux_session", "tmux_window", "agent_profile", "allowed_tools")


def _edits(registration: Registration) -> tuple[Edit, ...]:
    names = registration.provider.names
    arguments = [*_POSITIONAL, "skill_prompt=skill_prompt"]
    if registration.facts.model:
        arguments.append("model=model")
    lines = "".join(f"    {argument},\n" for argument in arguments)
    shape = Branch(
        "ProviderManager.create_provider",
        _test(names.member),
        f"provider = {names.class_name}(\n{lines})",
        before=_test("MOCK_CLI"),
        indent=12,
    )
    return (Edit(registration.checkout.code("providers/manager.py"), shape),)


def _test(member: str) -> str:
    return f"provider_type == ProviderType.{member}.value"


POINT = Point(
    name="manager-branch",
    numbers=(5,),
    kind=Kind.SOURCE,
    title="The provider manager constructs the provider.",
    reason="The manager raises ValueError: Unknown provider type.",
    edits=_edits,
)
