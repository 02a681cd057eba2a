"""What a release of CAO really has, read off its source and asked of its own Python; kept."""

import ast
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from cao_scaffold.host.home import private_home
from cao_scaffold.host.probe import run_probe
from tests.real_cao import environment_with_cao, source_of_cao

PACKAGE = "src/cli_agent_orchestrator"
_INTROSPECTION = (Path(__file__).parent / "introspection.py").read_text(encoding="utf-8")
# How CAO reads a variable of the environment: a call, or an index.
_READERS = {"get", "getenv", "pop", "setdefault"}


class Function(NamedTuple):
    """A function as its source has it; `path` from the root of the tree."""

    path: str
    qualified: str
    parameters: tuple[str, ...]
    required: int
    more: bool
    asynchronous: bool


@dataclass(frozen=True)
class Names:
    """What the Python files of a release define, say and read."""

    identifiers: frozenset[str]
    strings: frozenset[str]
    environment: frozenset[str]
    functions: dict[str, tuple[Function, ...]]
    modules: frozenset[str]


class Release:
    """One release; everything is read once a process, and the slow part once a machine."""

    def __init__(self, version: str) -> None:
        self.version = version

    @cached_property
    def source(self) -> Path:
        """The root of its source tree; not to be changed."""
        return source_of_cao(self.version)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every file and folder of the source tree, from its root."""
        found = set()
        for folder, folders, files in os.walk(self.source):
            if "node_modules" in folders:
                folders.remove("node_modules")
            here = Path(folder).relative_to(self.source)
            found.update((here / name).as_posix() for name in (*folders, *files))
        return frozenset(found)

    @cached_property
    def names(self) -> Names:
        """What its package and its tests define."""
        return _read_names(self.source)

    @cached_property
    def introspected(self) -> Any:
        """What `introspection.py` found in an environment with this release."""
        return _introspected(self.version)

    @property
    def events(self) -> dict[str, dict[str, str]]:
        """The fields of each event's class, and their types."""
        found: dict[str, dict[str, str]] = self.introspected["events"]
        return found

    @property
    def commands(self) -> dict[str, list[str]]:
        """The options of each command of `cao`, by its words."""
        found: dict[str, list[str]] = self.introspected["commands"]
        return found

    @property
    def routes(self) -> list[str]:
        """The API's calls."""
        found: list[str] = self.introspected["routes"]
        return found

    def text(self, path: str) -> str:
        """Return a file of the source tree, "" where it has none there."""
        file = self.source / path
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


@cache
def release(version: str) -> Release:
    """Return the release; one value a version."""
    return Release(version)


def _introspected(version: str) -> Any:
    """Ask the release's own Python, once for each text of the question."""
    python = environment_with_cao(version)
    question = hashlib.sha256(_INTROSPECTION.encode()).hexdigest()[:12]
    kept = python.parent.parent.parent / f"introspection-{version}-{question}.json"
    if not kept.exists():
        with private_home() as home:
            found = run_probe(python, _INTROSPECTION, None, home=home, timeout=120)
        partial = kept.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(found), encoding="utf-8")
        partial.replace(kept)
    return json.loads(kept.read_text(encoding="utf-8"))


def _read_names(root: Path) -> Names:
    identifiers: set[str] = set()
    strings: set[str] = set()
    environment: set[str] = set()
    functions: dict[str, tuple[Function, ...]] = {}
    modules: set[str] = set()
    for path in (*root.glob("src/**/*.py"), *root.glob("test/**/*.py")):
        relative = path.relative_to(root).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8", errors="replace"))
        if relative.startswith("src/"):
            parts = Path(relative).with_suffix("").parts[1:]
            modules.add(".".join(part for part in parts if part != "__init__"))
            for node in ast.walk(tree):
                identifiers.update(_identifiers(node))
                strings.update(_strings(node))
                environment.update(_variables(node))
        for function in _functions(tree, relative, ""):
            name = function.qualified.rpartition(".")[2]
            functions[name] = (*functions.get(name, ()), function)
    return Names(
        frozenset(identifiers),
        frozenset(strings),
        frozenset(environment),
        functions,
        frozenset(modules),
    )


def _identifiers(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name


def _strings(node: ast.AST) -> Iterator[str]:
    """Return a literal; of an f-string the whole, with `{}` for what it puts in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
        yield "".join(parts)


def _variables(node: ast.AST) -> Iterator[str]:
    """Return the names of variables that a call or an index reads."""
    key: ast.AST | None = None
    if isinstance(node, ast.Call) and node.args:
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        key = node.args[0] if name in _READERS or "env" in name.lower() else None
    elif isinstance(node, ast.Subscript):
        key = node.slice
    elif isinstance(node, ast.Assign):
        key = node.value
    if isinstance(key, ast.Constant) and re.fullmatch(r"[A-Z][A-Z0-9_]+", str(key.value)):
        yield str(key.value)


def _functions(node: ast.AST, path: str, prefix: str) -> Iterator[Function]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef):
            yield from _functions(child, path, f"{prefix}{child.name}.")
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield _function(child, path, prefix)
            yield from _functions(child, path, f"{prefix}{child.name}.")
        elif isinstance(child, ast.stmt):
            yield from _functions(child, path, prefix)


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, path: str, prefix: str) -> Function:
    every = [*node.args.posonlyargs, *node.args.args]
    names = [argument.arg for argument in every]
    without_self = names[1:] if names[:1] in (["self"], ["cls"]) else names
    required = max(len(without_self) - len(node.args.defaults), 0)
    keywords = [argument.arg for argument in node.args.kwonlyargs]
    return Function(
        path,
        prefix + node.name,
        (*without_self, *keywords),
        required,
        node.args.vararg is not None or node.args.kwarg is not None,
        isinstance(node, ast.AsyncFunctionDef),
    )
