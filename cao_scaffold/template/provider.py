"""Answers and the facts of a tree to the files of a provider, rendered in memory.

The template is one that copier can copy. Here jinja2 alone renders it: importing copier takes
longer than all the rest of the command.
"""

import shlex
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cao_scaffold.bundle import bundle_path
from cao_scaffold.errors import ScaffoldError, UsageError
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import Facts
from cao_scaffold.provider.answers import Provider
from cao_scaffold.template.example_rows import example_rows, example_text

_SUFFIX = ".jinja"
# As CAO's pyproject.toml has it.
_LINE_LENGTH = 100


def template_path() -> Path:
    """Return the folder of the provider template."""
    return bundle_path("templates") / "provider"


def provider_files(provider: Provider, facts: Facts, *, checkout: Checkout) -> dict[str, bytes]:
    """Return the bytes of each new file, by its path relative to the root of the tree.

    An installed CAO gets the module alone. Raises UsageError for answers of which one needs
    another that is not there, and ScaffoldError where the template cannot be rendered.
    """
    _check(provider)
    rendered = render(provider_data(provider, facts, checkout=checkout))
    return {
        path: (_formatted(text) if path.endswith(".py") else text).encode("utf-8")
        for path, text in rendered.items()
    }


def _check(provider: Provider) -> None:
    has_prompt = provider.system_prompt != "none"
    flagged = provider.enforcement in ("native", "install")
    for holds, needed, why in (
        (
            has_prompt or provider.enforcement != "prompt",
            "a system prompt",
            "enforcement by prompt",
        ),
        (has_prompt or not provider.skills, "a system prompt", "skills at launch"),
        (provider.system_prompt_flag or not has_prompt, "a flag for it", "a system prompt"),
        (provider.enforcement_flag or not flagged, "an enforcement flag", "native enforcement"),
        (provider.tools or provider.enforcement != "native", "the CLI's tools", "denying them"),
        (provider.mcp_flag or provider.mcp == "none", "an MCP flag", "delivery of MCP servers"),
    ):
        if not holds:
            raise UsageError(f"{why} needs {needed}", hint="answer both, or leave both out")


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
        "usage": _usage(provider),
        "rows": asdict(example_rows(provider)),
        "startup_rows": [example_text(prompt.pattern) for prompt in provider.startup_prompts],
    }


def _usage(provider: Provider) -> str:
    """Return the launch as a person writes it down, with what depends on the agent in brackets."""
    text = provider.system_prompt == "text"
    options = (
        (provider.enforcement_flag if provider.enforcement == "native" else "", "TOOL]..."),
        (provider.enforcement_flag if provider.enforcement == "install" else "", "AGENT.json"),
        (provider.model_flag, "MODEL"),
        (provider.mcp_flag if provider.mcp != "none" else "", "MCP.json"),
        (
            provider.system_prompt_flag if provider.system_prompt != "none" else "",
            '"$(cat PROMPT.md)"' if text else "PROMPT.md",
        ),
    )
    term = ("env", f"TERM={provider.term}") if provider.term else ()
    shown = [f"[{shlex.quote(flag)} {value.rstrip('].')}]" for flag, value in options if flag]
    return " ".join([shlex.join([*term, *provider.command]), *shown])


def render(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of each file that the template makes of `data`, by its path."""
    import jinja2

    root = template_path()
    # As `_envops` in copier.yml.
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(root),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return {
            "/".join(parts): environment.get_template(f"template/{path}").render(data)
            for path in _templates(root / "template")
            if all(parts := [environment.from_string(p).render(data) for p in _named(path)])
        }
    except jinja2.TemplateError as problem:
        raise ScaffoldError(f"cannot render the provider template: {problem}") from problem


def _templates(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob(f"*{_SUFFIX}"))


def _named(path: str) -> list[str]:
    """Return the templates of the parts of a name; copier leaves out what has an empty part."""
    return path.removesuffix(_SUFFIX).split("/")


def _formatted(source: str) -> str:
    """Return `source` as CAO's own formatter leaves it: names differ in length."""
    import black

    return black.format_str(source, mode=black.Mode(line_length=_LINE_LENGTH))
