"""Answers made into a provider: from options or a file, whole, and such that they fit together."""

import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cao_scaffold.errors import ScaffoldError, UsageError
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.kinds import Words
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.provider.questions import QUESTIONS, Question, default_answers

_BY_FIELD = {question.field: question for question in QUESTIONS}


class _Rule(NamedTuple):
    """What cannot be: `broken` tells from a provider, `mend` names the option that mends it."""

    broken: Callable[[Provider], bool]
    sentence: str
    mend: str


_RULES = (
    _Rule(
        lambda p: "|" in p.names.display or p.names.display != p.names.display.strip(" *"),
        "the display name cannot stand in CAO's tables: its tests cut cells at | and *",
        "give --display-name without them",
    ),
    _Rule(
        lambda p: re.search(r"\bplugins?\b", p.names.display, re.IGNORECASE) is not None,
        "the display name says plugin, a word that CAO's tests keep for CAO's own",
        "give --display-name with another word",
    ),
    _Rule(
        lambda p: not p.echo_pattern and not p.response_pattern,
        "a reply cannot be found where neither questions nor replies have a mark",
        "give --echo-pattern or --response-pattern",
    ),
    _Rule(
        lambda p: p.enforcement == "prompt" and p.system_prompt == "none",
        "words in a prompt cannot enforce anything where no system prompt is given",
        "give --system-prompt file with its flag, or --enforcement none",
    ),
    _Rule(
        lambda p: p.skills and p.system_prompt == "none",
        "skills are put into the system prompt, and none is given",
        "give --system-prompt file with its flag, or --no-skills",
    ),
    _Rule(
        lambda p: p.system_prompt != "none" and not p.system_prompt_flag,
        "the flag of the system prompt is missing",
        "give --system-prompt-flag, or --system-prompt none",
    ),
    _Rule(
        lambda p: p.enforcement in ("native", "install") and not p.enforcement_flag,
        "the flag of the enforcement is missing",
        "give --enforcement-flag, or --enforcement prompt",
    ),
    _Rule(
        lambda p: p.enforcement == "native" and not p.tools,
        "the CLI's names of the tools that may be denied are missing",
        "give --tools execute_bash=NAME,NAME, once for each of CAO's tools",
    ),
    _Rule(
        lambda p: p.mcp != "none" and not p.mcp_flag,
        "the flag of the MCP servers is missing",
        "give --mcp-flag, or --mcp none",
    ),
    _Rule(
        lambda p: (p.mcp == "none") != (p.mcp_cwd == "none"),
        "MCP servers and how their folder is said go together",
        "give --mcp-cwd native or shim with --mcp stdio or all; with --mcp none, --mcp-cwd none",
    ),
)


def read_answer(field: str, said: object, *, where: str = "") -> Any:
    """Return one answer; raise UsageError, which names the option or `where`, for no answer."""
    question = _BY_FIELD[field]
    try:
        return question.kind.read(said)
    except ValueError as problem:
        raise UsageError(
            f"{where or question.option}: {problem}", hint=f"{question.option}: {question.help}"
        ) from problem


def make_provider(names: ProviderNames, given: Mapping[str, Any]) -> Provider:
    """Return the provider of `given` answers, which are read, and of defaults for the rest.

    Raises UsageError for answers that do not fit together.
    """
    answers = {**default_answers(names), **given}
    names = ProviderNames.of(names.value, answers.pop("display_name"))
    provider = Provider(names, **answers)
    for rule in _RULES:
        if rule.broken(provider):
            raise UsageError(rule.sentence, hint=rule.mend)
    return provider


def plain_answers(provider: Provider) -> dict[str, Any]:
    """Return the answers as a TOML or JSON document can hold them."""
    return {
        question.field: question.kind.plain(_answer(provider, question.field))
        for question in QUESTIONS
    }


def plain_text(question: Question, answer: Any) -> str:
    """Return an answer as a person would type it; several are joined by a semicolon."""
    plain = question.kind.plain(answer)
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(question.kind, Words):
        return shlex.join(plain)
    if isinstance(plain, Mapping):
        return ";".join(f"{tool}={','.join(names)}" for tool, names in plain.items())
    if isinstance(plain, list):
        return ";".join(
            f"{each['pattern']}=>{' '.join(each['keys'])}" if isinstance(each, Mapping) else each
            for each in plain
        )
    return str(plain)


def _answer(provider: Provider, field: str) -> Any:
    return provider.names.display if field == "display_name" else getattr(provider, field)


def read_answers(table: Mapping[str, object], *, where: str) -> dict[str, Any]:
    """Return the answers of a document; raise UsageError for a key or a value that is none."""
    unknown = [field for field in table if field not in _BY_FIELD]
    if unknown:
        raise UsageError(
            f"{where}: no answer is called {unknown[0]!a}",
            hint=f"the answers are {', '.join(_BY_FIELD)}",
        )
    return {
        field: read_answer(field, said, where=f"{where}, {field}") for field, said in table.items()
    }


def read_answers_file(path: Path) -> dict[str, Any]:
    """Return the answers in a TOML or YAML file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ScaffoldError(f"cannot read {path}: {problem}") from problem
    table = _yaml(text, path) if path.suffix in (".yaml", ".yml") else _toml(text, path)
    # What `.cao-scaffold/NAME.toml` holds of a run can be given again.
    answers = table.get("answers", table) if isinstance(table, Mapping) else table
    if not isinstance(answers, Mapping):
        raise UsageError(f"{path} holds no table of answers", hint="write idle_pattern = '...'")
    return read_answers(answers, where=str(path))


def _toml(text: str, path: Path) -> object:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(text).unwrap()
    except TOMLKitError as problem:
        raise UsageError(f"{path} is no TOML: {problem}", hint="mend it first") from problem


def _yaml(text: str, path: Path) -> object:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise UsageError(f"{path} is no YAML: {problem}", hint="mend it first") from problem
