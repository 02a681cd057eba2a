"""The integrations that the template offers, read from the template itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from cao_scaffold.bundle import bundle_path
from cao_scaffold.errors import UsageError

BLANK = "blank"


@dataclass(frozen=True)
class Variable:
    """One environment variable, its name without the plugin's prefix."""

    name: str
    required: bool
    secret: bool
    default: str
    help: str


@dataclass(frozen=True)
class Integration:
    """What `integrations/<name>/integration.jinja` says."""

    name: str
    summary: str
    events: tuple[str, ...]
    dependencies: tuple[str, ...]
    variables: tuple[Variable, ...]


def template_path() -> Path:
    """Return the folder of the plugin template."""
    return bundle_path("templates") / "plugin"


def integration_names() -> tuple[str, ...]:
    """Return the names, `blank` first; reads no more than a list of folders."""
    found = (template_path() / "integrations").glob("*/integration.jinja")
    return tuple(sorted((path.parent.name for path in found), key=lambda n: (n != BLANK, n)))


def find_integration(name: str) -> Integration:
    """Return the integration `name`; raise UsageError with the legal ones where there is none."""
    legal = integration_names()
    if name in legal:
        return _read(name)
    close = get_close_matches(name, legal, n=1)
    question = f"did you mean {close[0]}? " if close else ""
    raise UsageError(
        f"{name!a} is no integration", hint=f"{question}The integrations are {', '.join(legal)}"
    )


@cache
def _read(name: str) -> Integration:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template_path()), undefined=jinja2.StrictUndefined
    )
    template = environment.get_template(f"integrations/{name}/integration.jinja")
    said: Any = template.module
    return Integration(
        name=name,
        summary=said.summary,
        events=tuple(said.events),
        dependencies=tuple(said.dependencies),
        variables=tuple(_variable(fields) for fields in said.variables),
    )


def _variable(fields: Mapping[str, Any]) -> Variable:
    """Take what we know of `fields`; the template may say more, for itself."""
    return Variable(**{key: fields[key] for key in Variable.__dataclass_fields__})
