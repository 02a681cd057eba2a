"""The providers that stand for all that the template can write, and the trees they go into."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import PLACES, Facts
from cao_scaffold.provider.answers import Provider, StartupPrompt
from cao_scaffold.provider.names import ProviderNames

TREE = Checkout(Path("/nowhere"), "src/cli_agent_orchestrator")
INSTALLED = Checkout(Path("/nowhere"), "cli_agent_orchestrator", installed=True)
EVERYTHING = Facts(**dict.fromkeys(PLACES, True))
NOTHING = Facts(**dict.fromkeys(PLACES, False))
# What each of the facts changes, one at a time.
ERAS = (EVERYTHING, NOTHING, *(replace(EVERYTHING, **{fact: False}) for fact in PLACES))


@dataclass(frozen=True)
class Variant:
    """Answers under a name."""

    name: str
    answers: dict[str, Any]

    @property
    def provider(self) -> Provider:
        """The provider with these answers, and defaults for the rest."""
        answers = {"display": "", "command": (self.name,), **self.answers}
        names = ProviderNames.of(self.name.replace("-", "_"), answers.pop("display"))
        return Provider(names, **answers)


def _variant(name: str, **answers: Any) -> Variant:
    return Variant(name, answers)


_ALL_SERVERS = {"mcp": "all", "mcp_flag": "--mcp-config", "mcp_cwd": "shim"}
_NO_PROMPT = {"system_prompt": "none", "system_prompt_flag": "", "skills": False}
_NATIVE = {
    "enforcement": "native",
    "enforcement_flag": "--deny-tool",
    "tools": {"execute_bash": ("shell",), "fs_read": ("read", "view"), "fs_write": ("write",)},
}
DEFAULT = _variant("agent")
PROMPT_ALL = _variant("prompt-all", **_ALL_SERVERS)
NATIVE_NONE = _variant("native-none", **_NATIVE, **_NO_PROMPT)
NONE_STDIO = _variant("none-stdio", **{**_ALL_SERVERS, "mcp": "stdio"}, enforcement="none")
SCREEN = _variant("screen", screen="alternate", enter_count=2, **_ALL_SERVERS)
STARTUP = _variant(
    "startup",
    startup_prompts=(
        StartupPrompt("^Do you trust", ("Down", "Enter")),
        StartupPrompt(r"^Accept\?", ("y",)),
    ),
)
BARE = _variant(
    "bare",
    **_NO_PROMPT,
    enforcement="none",
    model_flag="",
    processing_pattern="",
    permission_pattern="",
    error_pattern="",
    chrome_patterns=(),
    exit_detection=False,
    exit_command="C-d",
)
HOSTILE = _variant(
    "hostile",
    **_ALL_SERVERS,
    display='A "quoted" \\ {{ x }} {name}',
    command=("it's", 'say "hi"', "$(touch pwned)", "{{ x }}", "{% if %}", "\\d", "`x`"),
    exit_command="/quit \"now\" 'x' \\",
    model_flag="--mo'del\"",
    term="x y{",
)
QUOTES = _variant(
    "quotes",
    idle_pattern="^\"'>$",
    echo_pattern="^\"'> \\S",
    response_pattern=r'^said "',
    permission_pattern=r"^Allow 'it'\?",
    error_pattern=r'^"Error" in',
)
LONG = _variant(
    "a-name-that-is-as-long-as-any-provider-may-be-called",
    **_ALL_SERVERS,
    **_NATIVE,
    command=tuple(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"),
)
NO_MARK = _variant("no-mark", response_pattern="")
NO_MARK_SCREEN = _variant("no-mark-screen", response_pattern="", screen="alternate")
_SILENT = {"echo_pattern": "", "idle_pattern": r"^[ \t]*[>❯›]$"}  # noqa: RUF001
NO_ECHO = _variant("no-echo", **_SILENT)
NO_ECHO_SCREEN = _variant("no-echo-screen", **_SILENT, screen="alternate")
TEXT = _variant("text", system_prompt="text", system_prompt_flag="--prompt", term="xterm")
INSTALL = _variant("install", enforcement="install", enforcement_flag="--agent", **_ALL_SERVERS)
INSTALL_ALONE = _variant(
    "install-alone", enforcement="install", enforcement_flag="-a", **_NO_PROMPT
)

VARIANTS = (
    DEFAULT,
    PROMPT_ALL,
    NATIVE_NONE,
    NONE_STDIO,
    SCREEN,
    STARTUP,
    BARE,
    HOSTILE,
    QUOTES,
    LONG,
    NO_MARK,
    NO_MARK_SCREEN,
    NO_ECHO,
    NO_ECHO_SCREEN,
    TEXT,
    INSTALL,
    INSTALL_ALONE,
)
