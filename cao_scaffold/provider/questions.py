"""What is asked about an agent CLI: one row per answer, for options, prompts and files alike."""

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.kinds import (
    Choice,
    Count,
    Flag,
    Kind,
    Pattern,
    Patterns,
    Prompts,
    Text,
    Tools,
    Words,
)
from cao_scaffold.provider.names import ProviderNames

Answers = Mapping[str, Any]


def _always(answers: Answers) -> bool:
    return True


class Question(NamedTuple):
    """One answer: its `field` in Provider, and in a file of answers.

    `asked` tells from the earlier answers whether the question makes sense.
    """

    field: str
    kind: Kind
    help: str
    asked: Callable[[Answers], bool] = _always

    @property
    def option(self) -> str:
        """The option on the command line."""
        return "--" + self.field.replace("_", "-")


QUESTIONS = (
    Question("display_name", Text(), "What people call the CLI."),
    Question("command", Words(), "The command that launches it; the first word is the program."),
    Question("exit_command", Text(), "What ends it: typed, or a key such as C-d."),
    Question("idle_pattern", Pattern(), "Its composer, ready for a message."),
    Question("processing_pattern", Pattern(empty=True), "What it shows only while it works."),
    Question("response_pattern", Pattern(empty=True), "The mark before the first row of a reply."),
    Question("echo_pattern", Pattern(empty=True), "The row that repeats what was asked."),
    Question("permission_pattern", Pattern(empty=True), "A question that blocks the turn."),
    Question("error_pattern", Pattern(empty=True), "A refusal that ends the turn."),
    Question("chrome_patterns", Patterns(), "Rows that are never part of a reply; repeat."),
    Question(
        "enforcement",
        Choice(("native", "install", "prompt", "none")),
        "How allowed tools are enforced: by flags, by a file at install, by words, or not.",
    ),
    Question(
        "enforcement_flag",
        Text(empty=True),
        "native: the flag before each denied tool; install: before the agent file.",
        lambda answers: answers["enforcement"] in ("native", "install"),
    ),
    Question(
        "tools",
        Tools(),
        "native: CAO's tools and the CLI's own, execute_bash=shell,run; repeat.",
        lambda answers: answers["enforcement"] == "native",
    ),
    Question("mcp", Choice(("none", "stdio", "all")), "The MCP transports that reach it."),
    Question(
        "mcp_flag",
        Text(empty=True),
        "The flag before a JSON file with mcpServers.",
        lambda answers: answers["mcp"] != "none",
    ),
    Question(
        "mcp_cwd",
        Choice(("none", "native", "shim")),
        "How an MCP server's folder is said: a field of the file, or a shell wrapper.",
        lambda answers: answers["mcp"] != "none",
    ),
    Question(
        "mcp_names",
        Pattern(empty=True),
        "What the name of an MCP server must match; empty: any name.",
        lambda answers: answers["mcp"] != "none",
    ),
    Question(
        "refusal_pattern",
        Pattern(empty=True),
        "A refusal printed in place of a reply: the whole first line; empty: none.",
    ),
    Question("skills", Flag(), "Put CAO's skill catalogue into the system prompt."),
    Question("model_flag", Text(empty=True), "The flag before a model's name; empty: none."),
    Question(
        "system_prompt",
        Choice(("none", "file", "text")),
        "How the system prompt is given: a file after the flag, or the text itself.",
    ),
    Question(
        "system_prompt_flag",
        Text(empty=True),
        "The flag before the system prompt.",
        lambda answers: answers["system_prompt"] != "none",
    ),
    Question("workspace_access", Flag(), "It runs code or touches files."),
    Question(
        "screen", Choice(("scrollback", "alternate")), "It prints downwards, or fills the screen."
    ),
    Question("enter_count", Count(2), "Enter keys that send a pasted message."),
    Question("term", Text(empty=True), "The TERM that it needs; empty: the pane's."),
    Question(
        "startup_prompts", Prompts(), "Questions before its first prompt: PATTERN=>KEYS; repeat."
    ),
    Question("exit_detection", Flag(), "The pane shows the shell again when it ends."),
)


def default_answers(names: ProviderNames) -> dict[str, Any]:
    """Return the answer to each question where nobody says otherwise."""
    provider = Provider(names, command=(names.page,))
    fields = {field.name: getattr(provider, field.name) for field in dataclasses.fields(provider)}
    return {"display_name": names.display, **{q.field: fields[q.field] for q in QUESTIONS[1:]}}
