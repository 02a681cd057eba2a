"""The generated parts of the documents: rendered from the code and from the real releases."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from packaging.version import Version

from cao_scaffold.cli import COMMANDS, cli
from cao_scaffold.events import COMMON_FIELDS, EVENTS
from cao_scaffold.points import POINTS
from cao_scaffold.report.points import row
from cao_scaffold.template.integrations import find_integration, integration_names
from tests.claims.releases import release
from tests.claims.rules.code import parameters
from tests.real_cao import RELEASES, WITH_PROVIDERS

_BOUND = ("self", "cls")
ROOT = Path(__file__).parent.parent.parent
_REGION = re.compile(
    r"(?P<begin><!-- generated: (?P<id>[a-z-]+) -->\n).*?(?P<end><!-- end generated -->)",
    re.DOTALL,
)


def documents() -> list[Path]:
    """Return every document of the project that people or agents read."""
    folders = (ROOT / "skills", ROOT / "docs")
    pages = (page for folder in folders for page in sorted(folder.rglob("*.md")))
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *pages]


def rendered(text: str) -> str:
    """Return `text` with what stands in each of its regions made anew.

    Raises KeyError for a region that nothing renders.
    """
    return _REGION.sub(
        lambda found: f"{found['begin']}\n{PARTS[found['id']]()}\n\n{found['end']}", text
    )


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head, *lines = (f"| {' | '.join(line)} |" for line in (header, *rows))
    return "\n".join((head, "|" + "---|" * len(header), *lines))


def _events() -> str:
    fields = [
        (
            f"`{event.name}`",
            f"`{event.class_name}`",
            ", ".join(f"`{field}`" for field in event.fields),
            event.when,
        )
        for event in EVENTS
    ]
    common = ", ".join(f"`{field}`" for field in COMMON_FIELDS[:-1])
    first = next(v for v in RELEASES if "traceparent" in release(v).events["CaoEvent"])
    table = _table(("event", "class", "its own fields", "when"), fields)
    return f"{table}\n\nEvery event has {common} too, and `traceparent` from {first} on."


def _integrations() -> str:
    found = [find_integration(name) for name in integration_names()]
    return _table(
        ("integration", "what it does"), [(f"`{each.name}`", each.summary) for each in found]
    )


def _points() -> str:
    rows = [(f"`{name}`", kind, title) for name, kind, title in map(row, POINTS)]
    return _table(("point", "kind", "what CAO knows by it"), rows)


def _point_names() -> str:
    """The same without the sentences: what an agent has to have at hand."""
    kinds: dict[str, list[str]] = {}
    for name, kind, _ in map(row, POINTS):
        kinds.setdefault(kind, []).append(f"`{name}`")
    return "\n".join(f"- {kind}: {', '.join(names)}" for kind, names in kinds.items())


def _commands() -> str:
    import click

    context = click.Context(cli)
    rows = []
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        rows.append((f"`cao-scaffold {name}`", command.get_short_help_str(limit=90)))
    return _table(("command", "what it does"), rows)


def _provider_contract() -> str:
    """The members of BaseProvider, and from which release on CAO has each."""
    rows = []
    newest = release(WITH_PROVIDERS[-1]).introspected["provider"]
    for name, member in newest.items():
        if name.startswith("_") and name not in ("_resolve_native_status", "_resolve_buffer"):
            continue
        since = _since(name)
        rows.append((_shown(name, member), _kind(member), since))
    return _table(("member", "kind", "from"), rows)


def _shown(name: str, member: dict[str, object]) -> str:
    if member["kind"] != "method":
        return f"`{name}`"
    arguments = [each for each in parameters(str(member["signature"])) if each not in _BOUND]
    return f"`{name}({', '.join(arguments)})`"


def _kind(member: dict[str, object]) -> str:
    if member["kind"] != "method":
        return str(member["kind"])
    kind = "async method" if member["asynchronous"] else "method"
    return f"{kind}, to write" if member["abstract"] else kind


def _since(name: str) -> str:
    has = [v for v in WITH_PROVIDERS if name in release(v).introspected["provider"]]
    first = min(has, key=Version)
    return "all" if first == WITH_PROVIDERS[0] else first


def _agents() -> str:
    from cao_scaffold.skill.agents import AGENTS

    rows = [(f"`{agent.name}`", f"`{agent.project}`", f"`{agent.user}`") for agent in AGENTS]
    return _table(("agent", "project", "user"), rows)


def _support() -> str:
    plugins = ("plugin", *("yes" for _ in RELEASES))
    providers = ("provider", *("yes" if v in WITH_PROVIDERS else "no" for v in RELEASES))
    return _table(("CAO", *RELEASES), (plugins, providers))


PARTS: dict[str, Callable[[], str]] = {
    "events": _events,
    "integrations": _integrations,
    "points": _points,
    "point-names": _point_names,
    "commands": _commands,
    "provider-contract": _provider_contract,
    "agents": _agents,
    "support": _support,
}
