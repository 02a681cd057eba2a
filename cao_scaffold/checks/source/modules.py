"""Python modules: where they are, what they parse to, and what their names stand for."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_LEFT_OUT = {"tests", "test", "docs", "examples", "build", "dist", "node_modules"}


@dataclass(frozen=True)
class Module:
    """One parsed file; `aliases` are its imports: local name -> dotted name."""

    file: str
    name: str
    tree: ast.Module
    aliases: dict[str, str]
    definitions: dict[str, ast.stmt]

    def dotted(self, node: ast.expr | None) -> str:
        """Return the full name of `a.b.c`, through imports and own definitions; else ""."""
        if isinstance(node, ast.Attribute):
            owner = self.dotted(node.value)
            return f"{owner}.{node.attr}" if owner else ""
        if not isinstance(node, ast.Name):
            return ""
        if node.id in self.aliases:
            return self.aliases[node.id]
        return f"{self.name}.{node.id}" if node.id in self.definitions else node.id

    def callee(self, node: ast.AST | None) -> str:
        """Return the full name of what `node` calls, through an `await`; else ""."""
        if isinstance(node, ast.Await):
            node = node.value
        return self.dotted(node.func) if isinstance(node, ast.Call) else ""


@dataclass(frozen=True)
class Broken:
    """A file that is no Python."""

    file: str
    line: int
    problem: str


def read_modules(root: Path, sources: Iterable[Path], tops: Iterable[str]) -> list[Module | Broken]:
    """Read every module of the top-level packages `tops`, from the first source that has them."""
    found: list[Module | Broken] = []
    for top in dict.fromkeys(tops):
        for source in sources:
            files = _files(source, top)
            found.extend(_read(root, source, file) for file in files)
            if files:
                break
    return found


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Walk `node`'s body in order, without the bodies of functions and classes inside it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, _SCOPES):
            yield child
            yield from own_nodes(child)


def text_of(node: ast.AST | None) -> str | None:
    """Return a string literal's value."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def top_folders(source: Path) -> list[str]:
    """Return the packages of a source folder that do not look like tests or documents."""
    if not source.is_dir():
        return []
    return sorted(
        folder.name
        for folder in source.iterdir()
        if (folder / "__init__.py").is_file() and folder.name not in _LEFT_OUT
    )


def _files(source: Path, top: str) -> list[Path]:
    folder, single = source / top, source / f"{top}.py"
    if folder.is_dir():
        return sorted(file for file in folder.rglob("*.py") if "__pycache__" not in file.parts)
    return [single] if single.is_file() else []


def _read(root: Path, source: Path, path: Path) -> Module | Broken:
    file = path.relative_to(root).as_posix()
    try:
        tree = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None) or 1
        return Broken(file, line, getattr(problem, "msg", str(problem)))
    parts = path.relative_to(source).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    package = name if is_package else name.rpartition(".")[0]
    return Module(file, name, tree, dict(_imports(tree, package)), dict(_definitions(tree)))


def _imports(tree: ast.Module, package: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                local = alias.asname or alias.name.partition(".")[0]
                yield local, alias.name if alias.asname else local
        elif isinstance(node, ast.ImportFrom):
            origin = imported_from(node, package)
            for alias in node.names:
                yield alias.asname or alias.name, f"{origin}.{alias.name}".lstrip(".")


def imported_from(node: ast.ImportFrom, package: str) -> str:
    """Return the absolute name of the module that `node` imports from, within `package`."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1]
    return ".".join([*above, *filter(None, [node.module])])


def _definitions(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Yield what the module's top level binds, also under `if` and `try`."""
    for node in own_statements(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield node.name, node
        elif isinstance(node, ast.Assign):
            yield from ((t.id, node) for t in node.targets if isinstance(t, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node


def own_statements(node: ast.AST) -> Iterator[ast.stmt]:
    """Walk the statements of a body and of the blocks in it, not those of inner scopes."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        if isinstance(child, (ast.stmt, ast.ExceptHandler)) and not isinstance(child, _SCOPES):
            yield from own_statements(child)
