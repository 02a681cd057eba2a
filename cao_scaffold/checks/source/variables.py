"""The environment variables that a package reads, also where a reader puts the names together."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from cao_scaffold.checks.source.modules import Function, Module, text_of
from cao_scaffold.checks.source.package import Package

_ENVIRON = {"os.environ", "environ"}
_GETENV = {"os.getenv", "os.environ.get", "os.environ.pop", "os.environ.setdefault"}
_NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
# A name's fixed beginning, as of CAO_DISCORD_, shows that a mapping is the environment.
_PREFIX = re.compile(r"[A-Z][A-Z0-9]*_([A-Z0-9]+_)*")
_SYSTEM = re.compile(
    r"HOME|PATH|USER|LOGNAME|SHELL|LANG|TERM|TZ|TMPDIR|TMUX.*|XDG_.*|LC_.*|PYTHON.*|HOSTNAME|CI"
    r"|(HTTPS?|ALL|NO)_PROXY|CAO_(HOME_DIR|LOG_LEVEL|ALLOWED_HOSTS|API_HOST|API_PORT|AUTH_.*)"
    r"|CAO_(TERMINAL_ID|SESSION_NAME)"
)


class Variable(NamedTuple):
    """A variable and the first place that reads it; `required`: no default stands beside it."""

    name: str
    file: str
    line: int
    required: bool


class _Pattern(NamedTuple):
    """A name with one hole, which a reader's parameter fills."""

    before: str
    after: str


def variables_read(package: Package) -> tuple[Variable, ...]:
    """Return the variables that are the plugin's own, in the order of the files."""
    found: dict[str, Variable] = {}
    for module in package.modules:
        for name, node, required in _reads(package, module):
            if _NAME.fullmatch(name) and not _SYSTEM.fullmatch(name):
                found.setdefault(name, Variable(name, module.file, node.lineno, required))
    return tuple(found.values())


def _reads(package: Package, module: Module) -> Iterator[tuple[str, ast.expr, bool]]:
    """Yield (name, place, whether required) for each read whose name can be known."""
    for node in ast.walk(module.tree):
        for key, has_default in _keys(module, node):
            name = _value(package, module, key)
            if name and isinstance(node, ast.expr):
                yield name, node, not has_default
    readers = _readers(package, module)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and node.args:
            for pattern in readers.get(_called(node), ()):
                name = _value(package, module, node.args[0])
                if name:
                    yield pattern.before + name + pattern.after, node, len(node.args) == 1


def _keys(module: Module, node: ast.AST) -> Iterator[tuple[ast.expr, bool]]:
    """Yield (key, whether a default stands beside it) where `node` reads os.environ."""
    if isinstance(node, ast.Subscript) and module.dotted(node.value) in _ENVIRON:
        yield node.slice, False
    elif isinstance(node, ast.Call) and module.dotted(node.func) in _GETENV and node.args:
        yield node.args[0], len(node.args) > 1 or bool(node.keywords)
    elif isinstance(node, ast.Compare) and module.dotted(node.comparators[0]) in _ENVIRON:
        yield node.left, True


def _readers(package: Package, module: Module) -> dict[str, set[_Pattern]]:
    """Return the functions whose first parameter becomes part of a variable's name."""
    functions = {
        node.name: node
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and _parameter(node)
    }
    found: dict[str, set[_Pattern]] = {name: set() for name in functions}
    for _ in range(4):
        for name, function in functions.items():
            found[name] |= set(_patterns(package, module, function, found))
    return {name: patterns for name, patterns in found.items() if patterns}


def _patterns(
    package: Package, module: Module, function: Function, readers: dict[str, set[_Pattern]]
) -> Iterator[_Pattern]:
    hole = _parameter(function)
    for node in ast.walk(function):
        for key, _default in [*_keys(module, node), *((k, False) for k in _mapping_key(node))]:
            pattern = _hollow(package, module, key, hole)
            is_environ = any(True for _ in _keys(module, node))
            if pattern and (is_environ or _PREFIX.fullmatch(pattern.before)):
                yield pattern
        if isinstance(node, ast.Call) and node.args:
            inner = _hollow(package, module, node.args[0], hole)
            for outer in tuple(readers.get(_called(node), ())):
                if inner:
                    yield _Pattern(outer.before + inner.before, inner.after + outer.after)


def _mapping_key(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the key of `mapping[key]` and `mapping.get(key)`."""
    if isinstance(node, ast.Subscript):
        yield node.slice
    elif isinstance(node, ast.Call) and _called(node) == "get" and node.args:
        yield node.args[0]


def _hollow(package: Package, module: Module, node: ast.expr, hole: str) -> _Pattern | None:
    """Return the name that `node` makes of the parameter `hole`, None where it is unknown."""
    if isinstance(node, ast.Name) and node.id == hole:
        return _Pattern("", "")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _joined(package, module, [node.left, node.right], hole)
    if isinstance(node, ast.JoinedStr):
        return _joined(package, module, node.values, hole)
    if isinstance(node, ast.FormattedValue):
        return _hollow(package, module, node.value, hole)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        # name.upper(): the literal at the call decides.
        return (
            _hollow(package, module, node.func.value, hole) if node.func.attr == "upper" else None
        )
    return None


def _joined(package: Package, module: Module, parts: list[ast.expr], hole: str) -> _Pattern | None:
    before, inner, after = "", None, ""
    for part in parts:
        text = _value(package, module, part)
        if text is not None and inner is None:
            before += text
        elif text is not None:
            after += text
        elif inner is None and (inner := _hollow(package, module, part, hole)):
            continue
        else:
            return None
    return _Pattern(before + inner.before, inner.after + after) if inner else None


def _value(package: Package, module: Module, node: ast.expr) -> str | None:
    """Return the text that `node` is for certain: literals, constants and their sums."""
    if text_of(node) is not None:
        return text_of(node)
    if isinstance(node, ast.FormattedValue):
        return _value(package, module, node.value)
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)
    ):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node.left, node.right]
        texts = [_value(package, module, part) for part in parts]
        return "".join(filter(None, texts)) if None not in texts else None
    found = package.definition(module.dotted(node)) if module.dotted(node) else None
    if found and isinstance(found[1], (ast.Assign, ast.AnnAssign)) and found[1].value is not node:
        return text_of(found[1].value)
    return None


def _parameter(function: Function) -> str:
    names = [each.arg for each in [*function.args.posonlyargs, *function.args.args]]
    names = names[1:] if names[:1] in (["self"], ["cls"]) else names
    return names[0] if names else ""


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
