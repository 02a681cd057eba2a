"""Answers and the facts of a tree to the files of a provider, rendered in memory.

The template is one that copier can copy. Here jinja2 alone renders it: importing copier takes
longer than all the rest of the command.
"""

import shlex
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cao_scaffold.bundle import bundle_path
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import Facts
from cao_scaffold.provider.answers import Provider
from cao_scaffold.template.example_rows import example_rows, example_text
from cao_scaffold.template.usage import usage

if TYPE_CHECKING:
    import jinja2

if TYPE_CHECKING:
    import jinja2

_SUFFIX = ".jinja"
# As CAO's pyproject.toml has it.
_LINE_LENGTH = 100


def template_path() -> Path:
    """Return the folder of the provider template."""
    return bundle_path("templates") / "provider"


def provider_files(provider: Provider, facts: Facts, *, checkout: Checkout) -> dict[str, bytes]:
    """Return the bytes of each new file, by its path relative to the root of the tree.

    An installed CAO gets the module alone. Raises UsageError for patterns that contradict each
    other.
    """
    rendered = render(provider_data(provider, facts, checkout=checkout))
    return {
        path: (_formatted(text) if path.endswith(".py") else text).encode("utf-8")
        for path, text in rendered.items()
    }


def provider_data(provider: Provider, facts: Facts, *, checkout: Checkout) -> dict[str, Any]:
    """Return what the template asks for, under the names of its questions."""
    answers = asdict(provider)
    names = answers.pop("names")
    return {
        **names,
        **answers,
        **asdict(facts),
        "page": provider.names.page,
        "package": checkout.package,
        "installed": checkout.installed,
        "command_word": shlex.quote(provider.binary),
        "launch_line": shlex.join(provider.command),
        "usage": usage(provider),
        "rows": asdict(example_rows(provider)),
        "startup_rows": [example_text(prompt.pattern) for prompt in provider.startup_prompts],
    }


def render(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of each file that the template makes of `data`, by its path."""
    environment = _environment()
    return {
        "/".join(parts): environment.get_template(f"template/{path}").render(data)
        for path in _templates(template_path() / "template")
        if all(parts := [_part(environment, part, data) for part in _named(path)])
    }


@cache
def _environment() -> "jinja2.Environment":
    """Return what renders as copier does with the `_envops` of copier.yml."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(template_path()),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _part(environment: "jinja2.Environment", part: str, data: Mapping[str, Any]) -> str:
    """Return one part of a path; most are names and no templates."""
    return environment.from_string(part).render(data) if "{" in part else part


def _templates(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob(f"*{_SUFFIX}"))


def _named(path: str) -> list[str]:
    """Return the templates of the parts of a name; copier leaves out what has an empty part."""
    return path.removesuffix(_SUFFIX).split("/")


def _formatted(source: str) -> str:
    """Return `source` as CAO's own formatter leaves it.

    The template writes it so, but for lines that long names make too long.
    """
    if max(map(len, source.split("\n"))) <= _LINE_LENGTH:
        return source
    import black

    return black.format_str(source, mode=black.Mode(line_length=_LINE_LENGTH))
