"""How a provider's launch is written down for people: brackets around what an agent decides."""

import shlex
from collections.abc import Iterator

from cao_scaffold.provider.answers import Provider

_PROMPTS = {"file": "PROMPT.md", "text": '"$(cat PROMPT.md)"'}


def usage(provider: Provider) -> str:
    """Return the launch in one line of shell, its options in the order of the command line."""
    term = ("env", f"TERM={provider.term}") if provider.term else ()
    return " ".join([shlex.join([*term, *provider.command]), *_options(provider)])


def _options(provider: Provider) -> Iterator[str]:
    if provider.enforcement == "native":
        yield f"[{shlex.quote(provider.enforcement_flag)} TOOL]..."
    if provider.enforcement == "install":
        yield f"[{shlex.quote(provider.enforcement_flag)} AGENT.json]"
    if provider.model_flag:
        yield f"[{shlex.quote(provider.model_flag)} MODEL]"
    if provider.mcp != "none":
        yield f"[{shlex.quote(provider.mcp_flag)} MCP.json]"
    if provider.system_prompt != "none":
        yield f"[{shlex.quote(provider.system_prompt_flag)} {_PROMPTS[provider.system_prompt]}]"
