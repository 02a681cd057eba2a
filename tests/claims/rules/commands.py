"""Command lines of `cao` and `cao-scaffold`, against the commands that there are."""

import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import click

from cao_scaffold.cli import cli, try_provider
from tests.claims.documents import Document
from tests.claims.findings import Finding
from tests.claims.releases import Release
from tests.claims.scope import applies

SHELLS = ("bash", "sh", "console")
_PROGRAMS = ("cao", "cao-scaffold")


def find(document: Document, release: Release) -> Iterator[Finding]:
    """Yield each command, and each of its options, that the release does not have."""
    known = {**release.commands, **ours()}
    for line, said, around in _lines(document):
        if applies(around, release.version):
            for truth in faults(said, known):
                yield Finding(document.name, line, "commands", said, truth, release.version)


def faults(line: str, known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what is wrong with a line; nothing for a line of another program."""
    for words in _calls(line):
        command, rest = _resolve(words, known)
        if command in known and known[command][:-1] == [] and rest[:1] and _is_word(rest[0]):
            yield f"{command} has no command {rest[0]}"
        for word in rest:
            option = word.partition("=")[0]
            if re.fullmatch(r"--[a-z][\w-]*", option) and option not in known[command]:
                yield f"{command} has no option {option}"


@cache
def ours() -> dict[str, list[str]]:
    """Return the options of each command of cao-scaffold, by its words."""
    found: dict[str, list[str]] = {}
    _walk(cli, ("cao-scaffold",), found)
    # `try` takes a path, and hands over to this where the path is `provider`.
    _walk(try_provider.command, ("cao-scaffold", "try", "provider"), found)
    return found


def _walk(command: click.Command, words: tuple[str, ...], found: dict[str, list[str]]) -> None:
    context = click.Context(command)
    options = [p for p in command.params if isinstance(p, click.Option)]
    arguments = ["ARGUMENT" for p in command.params if isinstance(p, click.Argument)]
    names = [name for option in options for name in (*option.opts, *option.secondary_opts)]
    found[" ".join(words)] = [*arguments, *names, "--help"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            _walk(child, (*words, name), found)


def _lines(document: Document) -> Iterator[tuple[int, str, str]]:
    """Yield each line of a shell, and each span, with the text that it stands in."""
    before = {passage.line: passage.text for passage in document.passages}
    for block in document.blocks:
        if block.language in SHELLS:
            around = next((before[n] for n in sorted(before, reverse=True) if n < block.line), "")
            for offset, line in enumerate(block.text.replace("\\\n", "  ").split("\n"), start=1):
                yield block.line + offset, line.strip(), around
    for span in document.spans:
        yield span.passage.line, span.text, span.passage.text


def _calls(line: str) -> Iterator[list[str]]:
    """Yield the words of each call of a program that we know, in a line of a shell."""
    for part in re.split(r"&&|\|\||[;|]", line.partition(" #")[0]):
        try:
            words = shlex.split(part)
        except ValueError:
            continue
        for index, word in enumerate(words):
            if word in _PROGRAMS and _begins(words[:index]):
                yield words[index:]
                break


def _begins(before: Sequence[str]) -> bool:
    """Tell whether a program can stand after these words: variables, or a runner's options."""
    runners = ("uvx", "uv", "run", "tool", "sudo", "env")
    return all(
        "=" in w or w.startswith(("-", ".")) or w.rpartition("/")[2] in runners for w in before
    )


def _resolve(words: Sequence[str], known: Mapping[str, Sequence[str]]) -> tuple[str, Sequence[str]]:
    command, rest = words[0], words[1:]
    while rest and f"{command} {rest[0]}" in known:
        command, rest = f"{command} {rest[0]}", rest[1:]
    return command, rest


def _is_word(word: str) -> bool:
    return bool(re.fullmatch(r"[a-z][a-z-]*", word))
