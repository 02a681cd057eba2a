"""Python in a document: its imports, calls and overridden methods, against a release."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from tests.claims.documents import Block, Document
from tests.claims.findings import Finding
from tests.claims.releases import Function, Release

_RUNNERS = {"run", "create_task", "gather", "wait_for"}
# What each provider of the example is called in the documents.
_EXAMPLES = "new_cli"


class Fault(NamedTuple):
    """What is wrong at a node."""

    node: ast.stmt | ast.expr
    said: str
    truth: str


def find(document: Document, release: Release) -> Iterator[Finding]:
    """Yield what an interpreter of this release would trip over."""
    for block in document.blocks:
        if block.language == "python":
            for fault in _faults(_parsed(block), release):
                line = block.line + getattr(fault.node, "lineno", 1)
                yield Finding(document.name, line, "code", fault.said, fault.truth, release.version)


def _faults(module: ast.Module, release: Release) -> Iterator[Fault]:
    awaited = _awaited(module)
    own = {n.name for n in ast.walk(module) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    own |= _foreign(module)
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from _import(node, release)
        elif isinstance(node, ast.Call) and _called(node) not in own:
            yield from _call(node, release, node in awaited)
        elif isinstance(node, ast.ClassDef):
            yield from _overridden(node, release)


def _import(node: ast.ImportFrom, release: Release) -> Iterator[Fault]:
    module = node.module or ""
    if not module.startswith("cli_agent_orchestrator") or module.endswith(_EXAMPLES):
        return
    if module not in release.names.modules:
        yield Fault(node, f"from {module} import", "there is no such module")
        return
    for alias in node.names:
        known = alias.name in release.names.identifiers or alias.name == "*"
        if not known and f"{module}.{alias.name}" not in release.names.modules:
            yield Fault(node, f"from {module} import {alias.name}", "there is no such name")


def _call(node: ast.Call, release: Release, awaited: bool) -> Iterator[Fault]:
    name = _called(node)
    everywhere = release.names.functions.get(name, ())
    functions = [function for function in everywhere if function.qualified == name]
    if not functions or not isinstance(node.func, ast.Name) or _has_gap(node):
        return
    faults = [fault for function in functions if (fault := _misfit(node, function))]
    said = ast.unparse(node)
    if len(faults) == len(functions):
        yield Fault(node, said, faults[0])
    if all(function.asynchronous for function in functions) and not awaited:
        yield Fault(node, said, f"{name} is a coroutine function: not awaited, it does nothing")


def _misfit(node: ast.Call, function: Function) -> str:
    """Return why `function` cannot be called so, "" where it can."""
    if function.more:
        return ""
    given = len(node.args)
    keywords = [keyword.arg for keyword in node.keywords if keyword.arg]
    takes = f"{function.qualified}({', '.join(function.parameters)})"
    positional = function.parameters[:given]
    if given > len(function.parameters) or set(keywords) & set(positional):
        return f"more than it takes: {takes}"
    if set(keywords) - set(function.parameters):
        return f"a name that it does not take: {takes}"
    missing = set(function.parameters[: function.required]) - set(positional) - set(keywords)
    return f"without {', '.join(sorted(missing))}: {takes}" if missing else ""


def _overridden(node: ast.ClassDef, release: Release) -> Iterator[Fault]:
    bases = {ast.unparse(base) for base in node.bases}
    if "BaseProvider" in bases:
        yield from _provider(node, release)
    if "CaoPlugin" in bases:
        for method in _methods(node):
            yield from _method(method, release.introspected["plugin"].get(method.name))


def _provider(node: ast.ClassDef, release: Release) -> Iterator[Fault]:
    contract = release.introspected["provider"]
    for method in _methods(node):
        known = contract.get(method.name)
        if known is None and not method.name.startswith("_"):
            yield Fault(method, f"def {method.name}", "CAO never calls it: not in BaseProvider")
        elif method.name != "__init__":
            yield from _method(method, known)


def _method(method: ast.FunctionDef | ast.AsyncFunctionDef, known: object) -> Iterator[Fault]:
    if not isinstance(known, dict) or known["kind"] != "method":
        return
    said = ast.unparse(method).split(":\n")[0].replace("\n", " ")
    asynchronous = isinstance(method, ast.AsyncFunctionDef)
    if asynchronous != known["asynchronous"]:
        kind = "a coroutine function" if known["asynchronous"] else "no coroutine function"
        yield Fault(method, said, f"{method.name} is {kind}: {known['signature']}")
    expected = parameters(known["signature"])
    given = [argument.arg for argument in method.args.args]
    if given != expected:
        yield Fault(method, f"{said} (parameters)", f"its parameters are {', '.join(expected)}")


def parameters(signature: str) -> list[str]:
    """Return the names in the text of a signature."""
    function = ast.parse(f"def f{signature}: ...").body[0]
    assert isinstance(function, ast.FunctionDef)
    return [argument.arg for argument in function.args.args]


def _methods(node: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def _foreign(module: ast.Module) -> set[str]:
    """Return what is imported from elsewhere than CAO."""
    return {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom)
        and not (node.module or "").startswith("cli_agent_orchestrator")
        for alias in node.names
    }


def _awaited(module: ast.Module) -> set[ast.AST]:
    """Return what is awaited, or handed to something that awaits it."""
    found: set[ast.AST] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Await):
            found.add(node.value)
        elif isinstance(node, ast.Call) and _called(node) in _RUNNERS:
            found.update(node.args)
    return found


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _has_gap(node: ast.Call) -> bool:
    """Tell whether some arguments are not written down: `...`, `*args` or `**kwargs`."""
    return any(
        isinstance(argument, ast.Starred)
        or (isinstance(argument, ast.Constant) and argument.value is ...)
        for argument in node.args
    ) or any(keyword.arg is None for keyword in node.keywords)


def _parsed(block: Block) -> ast.Module:
    """Parse the block; a piece of a longer text may be indented, or begin with `elif`."""
    text = inspect.cleandoc(block.text) if block.text[:1] == " " else block.text
    for candidate in (
        text,
        f"if x:\n    pass\n{text}",
        f"def f():\n{textwrap.indent(text, '    ')}",
    ):
        try:
            return ast.parse(candidate)
        except SyntaxError:
            continue
    return ast.Module([], [])
