"""What the CLI calls the tools that CAO knows."""

from cao_scaffold.edit.literal import quoted
from cao_scaffold.edit.shapes.dict_item import DictItem
from cao_scaffold.points.point import Edit, Kind, Point, Registration
from cao_scaffold.provider.answers import Provider

_LINE_LENGTH = 100
_INDENT = 8


def _edits(registration: Registration) -> tuple[Edit, ...]:
    names, tools = registration.provider.names, registration.provider.tools
    lines = [_line(tool, native) for tool, native in tools.items()]
    value = "\n".join(["{", *lines, "}"])
    shape = DictItem("TOOL_MAPPING", f'"{names.value}"', value)
    return (Edit(registration.checkout.code("utils/tool_mapping.py"), shape),)


def _line(tool: str, native: tuple[str, ...]) -> str:
    """Return one item as black lays it out inside the table."""
    items = [quoted(each) for each in native]
    line = f"    {quoted(tool)}: [{', '.join(items)}],"
    if _INDENT - 4 + len(line) <= _LINE_LENGTH:
        return line
    inner = "\n".join(f"        {item}," for item in items)
    return f"    {quoted(tool)}: [\n{inner}\n    ],"


def _needed(provider: Provider) -> bool:
    return provider.enforcement == "native"


POINT = Point(
    name="tool-names",
    numbers=(19,),
    kind=Kind.SOURCE,
    title="CAO knows the CLI's own names of the tools that it may deny.",
    reason="No tool is denied, and the launch gate says that nothing is translated.",
    edits=_edits,
    needed=_needed,
)
