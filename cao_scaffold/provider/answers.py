"""The answers that describe one agent CLI, as one value."""

# ruff: noqa: RUF001 - the prompts of real CLIs are ambiguous characters

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cao_scaffold.provider.names import ProviderNames

Enforcement = Literal["native", "install", "prompt", "none"]
Transports = Literal["none", "stdio", "all"]
CwdDelivery = Literal["none", "native", "shim"]
TextDelivery = Literal["none", "file", "text"]
Screen = Literal["alternate", "scrollback"]


@dataclass(frozen=True)
class StartupPrompt:
    """A question that the CLI may ask before its first prompt, and the keys that answer it.

    `keys` are tmux key names, such as `Enter` or `y`, sent one after the other.
    """

    pattern: str
    keys: tuple[str, ...] = ("Enter",)


@dataclass(frozen=True)
class Provider:
    """What is known of an agent CLI. Texts are data, and stay data wherever they are written.

    Patterns are Python regular expressions, searched with re.MULTILINE in rows without
    escapes; "" where the CLI shows no such thing.
    """

    names: ProviderNames
    # The words of the launch command; the first is the program. CAO's own flags follow them.
    command: tuple[str, ...]
    # Typed at the prompt to end the CLI; a tmux key where it begins with C- or M-.
    exit_command: str = "/exit"
    # The composer, ready for a message; it may stay on the screen while the CLI works.
    idle_pattern: str = r"^[ \t]*[>❯›](?:[ \t]|$)"
    # Shown only while the CLI works.
    processing_pattern: str = r"\besc to (?:interrupt|cancel)\b"
    # The mark before the first row of a reply; the match itself is not part of the reply.
    response_pattern: str = r"^[ \t]*[⏺●•✦][ \t]+"
    # The row in which the CLI repeats what was asked; the last one begins the turn.
    echo_pattern: str = r"^[ \t]*[>❯›][ \t]+\S"
    # A question that blocks the turn until somebody answers.
    permission_pattern: str = r"(?i)\[y/n\]"
    # A refusal that ends the turn.
    error_pattern: str = r"^[ \t]*Error:[ \t]"
    # Rows that are never part of a reply: rules, hints, the status bar.
    chrome_patterns: tuple[str, ...] = (r"^[ \t]*[─━═]{3,}[ \t]*$",)
    enforcement: Enforcement = "prompt"
    # native: repeated before each denied tool. install: takes the path of the agent file.
    enforcement_flag: str = ""
    # native: CAO's tool names, each with the CLI's own.
    tools: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mcp: Transports = "none"
    # Takes the path of a JSON file with `mcpServers`.
    mcp_flag: str = ""
    mcp_cwd: CwdDelivery = "none"
    # What the name of an MCP server must match for the CLI to take it; "" for any name.
    mcp_names: str = ""
    # A refusal that the CLI prints where its reply belongs: the whole first line.
    refusal_pattern: str = ""
    # CAO's skill catalogue is put into the system prompt at launch.
    skills: bool = True
    # Takes the model's name; "" where a model cannot be chosen.
    model_flag: str = "--model"
    # How the system prompt reaches the CLI: a path after the flag, or the text itself.
    system_prompt: TextDelivery = "file"
    system_prompt_flag: str = "--append-system-prompt-file"
    # The CLI runs code or touches files: `cao launch` asks first.
    workspace_access: bool = True
    screen: Screen = "scrollback"
    # Enter keys after a pasted message.
    enter_count: int = 1
    # The TERM that the CLI is started with; "" keeps the pane's.
    term: str = ""
    startup_prompts: tuple[StartupPrompt, ...] = ()
    # The pane shows the shell again when the CLI ends; false for a CLI that is a shell script.
    exit_detection: bool = True

    @property
    def binary(self) -> str:
        """The program that must be on the PATH."""
        return self.command[0]
