"""Plugin classes: their methods through bases in the package, their hooks, and what hooks reach."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from cao_scaffold.checks.source.modules import Function, Module, own_nodes, text_of

HOOK = {"cli_agent_orchestrator.plugins.hook", "cli_agent_orchestrator.plugins.base.hook"}
# The server calls the hooks of these on its own loop; of all others, in a worker thread
# under a loop that ends with the call.
ON_THE_SERVERS_LOOP = {"post_create_session", "post_create_terminal"}
# What runs a coroutine elsewhere: its arguments are not run by who calls it.
_ELSEWHERE = {"create_task", "ensure_future", "run_coroutine_threadsafe", "to_thread", "submit"}


@dataclass(frozen=True)
class Method:
    """A function and the module it stands in."""

    module: Module
    function: Function


@dataclass(frozen=True)
class Hook(Method):
    """A function decorated with `@hook`; `event` is None where it is no literal."""

    decorator: ast.expr
    event: str | None

    @property
    def runs_in_worker(self) -> bool:
        """Tell whether the server calls it under a loop of its own."""
        return self.event not in ON_THE_SERVERS_LOOP


@dataclass(frozen=True)
class Plugin:
    """A class that derives from CaoPlugin; `methods` are its own and those of its bases here."""

    name: str
    module: Module
    node: ast.ClassDef
    is_registered: bool
    methods: dict[str, Method]
    hooks: tuple[Hook, ...] = field(default=())

    def reached_from(self, start: Method) -> Iterator[Method]:
        """Yield `start` and what it runs itself: methods and functions of the same module."""
        seen = {id(start.function)}
        waiting = [start]
        while waiting:
            method = waiting.pop(0)
            yield method
            for call in run_calls(method.function):
                called = self._called(method.module, call)
                if called and id(called.function) not in seen:
                    seen.add(id(called.function))
                    waiting.append(called)

    def _called(self, module: Module, call: ast.Call) -> Method | None:
        own = attribute_of_self(call.func)
        if own:
            return self.methods.get(own)
        target = module.definitions.get(call.func.id) if isinstance(call.func, ast.Name) else None
        if isinstance(target, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return Method(module, target)
        return None


def hooks_of(module: Module, function: Function) -> tuple[Hook, ...]:
    """Return one Hook for each `@hook(...)` above `function`, outermost first."""
    found = []
    for decorator in function.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        if module.dotted(call) in HOOK:
            found.append(Hook(module, function, decorator, _event(module, decorator)))
    return tuple(found)


def run_calls(function: Function) -> Iterator[ast.Call]:
    """Yield the calls that run when `function` does, not the coroutines it hands elsewhere."""
    for node in run_nodes(function):
        if isinstance(node, ast.Call):
            yield node


def run_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Walk what runs with `node`: no inner scope, nothing that is handed to another loop."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        for statement in node.body:
            if not isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                yield statement
                yield from run_nodes(statement)
        return
    for child in own_children(node):
        yield child
        yield from run_nodes(child)


def own_children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node's children that run with it."""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
    if isinstance(node, ast.Call) and _last(node.func) in _ELSEWHERE:
        yield node.func
        return
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, inner):
            yield child


def attribute_of_self(node: ast.AST) -> str:
    """Return "x" for `self.x`, else ""."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr if node.value.id == "self" else ""
    return ""


def made_by(module: Module, function: Function) -> Iterator[tuple[str, str, ast.AST]]:
    """Yield (variable, maker, place) for `x = Maker()` and `with Maker() as x` in `function`.

    A variable is "self.x" or "x"; a maker its full name. What is made is followed through
    `await`, `or`, a conditional expression and a local variable.
    """
    local: dict[str, str] = {}
    for node in own_nodes(function):
        for target, value in _bindings(node):
            for maker in _makers(module, value, local):
                name = _variable(target)
                if name:
                    local.setdefault(name, maker)
                    yield name, maker, node


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign) and node.value:
        yield node.target, node.value
    elif isinstance(node, ast.withitem) and node.optional_vars:
        yield node.optional_vars, node.context_expr


def _makers(module: Module, value: ast.expr, local: dict[str, str]) -> Iterator[str]:
    if isinstance(value, ast.BoolOp):
        for each in value.values:
            yield from _makers(module, each, local)
    elif isinstance(value, ast.IfExp):
        yield from _makers(module, value.body, local)
        yield from _makers(module, value.orelse, local)
    elif isinstance(value, ast.Name) and value.id in local:
        yield local[value.id]
    elif module.callee(value):
        yield module.callee(value)


def _variable(target: ast.expr) -> str:
    if isinstance(target, ast.Name):
        return target.id
    own = attribute_of_self(target)
    return f"self.{own}" if own else ""


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _event(module: Module, decorator: ast.expr) -> str | None:
    if not isinstance(decorator, ast.Call):
        return ""
    keywords = [each.value for each in decorator.keywords if each.arg == "event_type"]
    value = next(iter([*decorator.args, *keywords]), None)
    if isinstance(value, ast.Name):
        definition = module.definitions.get(value.id)
        value = definition.value if isinstance(definition, ast.Assign) else value
    return text_of(value)
