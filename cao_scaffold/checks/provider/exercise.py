"""Runs a provider in CAO's own Python, in a private home, with fixtures and a hostile profile."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cao_scaffold.checks.provider.subject import FIXTURES, Seen, Subject
from cao_scaffold.host.home import Home, private_home
from cao_scaffold.host.probe import ProbeError, run_probe
from cao_scaffold.provider.patterns import pattern_problems

_SNIPPET = f"""
import sys

sys.path.insert(0, {str(Path(__file__).parent)!r})
from inside import probe

del sys.path[0]
"""
_MARKER = "cao-scaffold-hostile-prompt"
# The last word of a fixture's name, and the state that it shows.
_KINDS = {
    "idle": "idle",
    "processing": "processing",
    "completed": "completed",
    "waiting": "waiting_user_answer",
    "error": "error",
}
_SHELLS = {"sh", "bash", "env", "cat", "cd", "exec", "export", "true", "touch", "chmod", "stat"}
_RECORDER = """#!/bin/sh
for word; do printf '%s\\0' "$word" >> '{record}'; done
"""
_PROFILE = """---
name: hostile
description: An agent whose prompt is hostile to a shell
---

{prompt}
"""


def exercise(subject: Subject, python: Path) -> Seen:
    """Construct the provider, read buffers, build a launch, and measure its patterns."""
    with private_home() as home:
        argument = _argument(subject, home)
        try:
            result = run_probe(
                python,
                _SNIPPET,
                argument,
                home=home,
                environment={
                    "PYTHONPATH": str((subject.checkout.root / subject.checkout.package).parent),
                    "PATH": f"{home.path / 'bin'}:/usr/local/bin:/usr/bin:/bin",
                },
                timeout=180,
            )
        except ProbeError as problem:
            result = {"error": problem.errors.strip().split("\n")[-1] or problem.message}
    return Seen(result)


def fixtures(subject: Subject) -> dict[str, str]:
    """Return the text of each fixture that bears the provider's name, by its path."""
    folder = subject.checkout.root / FIXTURES
    paths = sorted(folder.glob(f"{subject.names.module}_*.txt"))
    return {
        path.relative_to(subject.checkout.root).as_posix(): path.read_text(
            encoding="utf-8", errors="replace"
        )
        for path in paths
    }


def _argument(subject: Subject, home: Home) -> dict[str, Any]:
    record, trap = home.path / "record", home.path / "executed"
    prompt = f"{_MARKER} $(touch {trap}) `touch {trap}` \"quoted\" 'single'\n; touch {trap} &\nend"
    store = home.cao / "agent-store"
    store.mkdir(parents=True, exist_ok=True)
    (store / "hostile.md").write_text(_PROFILE.format(prompt=prompt), encoding="utf-8")
    (home.path / "bin").mkdir()
    for program in _programs(subject):
        path = home.path / "bin" / program
        path.write_text(_RECORDER.format(record=record), encoding="utf-8")
        path.chmod(0o755)
    return {
        "value": subject.names.value,
        "prompt": f"$(touch {trap})",
        "marker": _MARKER,
        "record": str(record),
        "trap": str(trap),
        "buffers": list(_buffers(subject)),
        "extractions": list(_extractions(subject)),
        "patterns": list(_patterns(subject)),
    }


def _programs(subject: Subject) -> set[str]:
    """Return what the launch may call: the program of the API's table, and of the module."""
    text = subject.checkout.text(subject.checkout.code("api/main.py")) or ""
    table = re.search(rf'"{subject.names.value}": "([\w.-]+)"', text)
    words = {
        node.value
        for node in subject.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return ({table[1]} if table else set()) | {word for word in words if _is_program(word)}


def _is_program(word: str) -> bool:
    plain = re.fullmatch(r"[a-z][a-z0-9-]{1,30}", word) is not None
    return plain and word not in _SHELLS


def _buffers(subject: Subject) -> Iterator[dict[str, Any]]:
    yield {"kind": "empty", "file": "", "text": "", "dispatched": False, "wanted": "unknown"}
    yield {
        "kind": "prose",
        "file": "",
        "text": "lorem ipsum dolor sit amet\n",
        "dispatched": False,
        "wanted": "unknown",
    }
    found = fixtures(subject)
    for path, text in found.items():
        word = path.removeprefix(f"{FIXTURES}/{subject.names.module}_").removesuffix(".txt")
        if word in _KINDS:
            wanted = _KINDS[word]
            dispatched = wanted == "completed"
            yield {
                "kind": "fixture",
                "file": path,
                "text": text,
                "dispatched": dispatched,
                "wanted": wanted,
            }
    yield from _sequences(subject, found)


def _sequences(subject: Subject, found: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield buffers in which a finished turn follows an older state."""
    base = f"{FIXTURES}/{subject.names.module}"
    last = found.get(f"{base}_completed.txt")
    for word in ("waiting", "error", "processing"):
        path = f"{base}_{word}.txt"
        if last is not None and path in found:
            yield {
                "kind": "sequence",
                "file": path,
                "text": f"{found[path]}\n{last}",
                "dispatched": True,
                "wanted": "completed",
            }


def _extractions(subject: Subject) -> Iterator[dict[str, Any]]:
    yield {"kind": "none", "file": "", "text": "lorem ipsum\n"}
    for path, text in fixtures(subject).items():
        if path == f"{FIXTURES}/{subject.names.module}_completed.txt":
            yield {"kind": "completed", "file": path, "text": text}


def _patterns(subject: Subject) -> Iterator[dict[str, Any]]:
    """Yield each pattern that the judge suspects, with rows to measure it on."""
    for node, pattern, flags in compiled_patterns(subject):
        if pattern_problems(pattern):
            pumps = sorted({" ", "a", "-", *re.findall(r"[^\w\s\\\[\](){}*+?.|^$]", pattern)[:4]})
            yield {"line": node.lineno, "pattern": pattern, "flags": flags, "pumps": pumps}


def compiled_patterns(subject: Subject) -> Iterator[tuple[ast.Call, str, int]]:
    """Yield each `re.compile` of a literal, its pattern, and its flags."""
    for node in subject.nodes:
        if not isinstance(node, ast.Call) or ast.unparse(node.func) != "re.compile":
            continue
        try:
            pattern = ast.literal_eval(node.args[0])
        except (ValueError, IndexError):
            continue
        if isinstance(pattern, str):
            yield node, pattern, _flags(node)


def _flags(node: ast.Call) -> int:
    words = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
    names = {name for word in words for name in re.findall(r"re\.(\w+)", ast.unparse(word))}
    flags = 0
    for name in names:
        flags |= int(getattr(re, name, 0))
    return flags
