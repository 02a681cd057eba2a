"""What `setup()` makes belongs to the server's loop; most hooks run under another."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.plugin.makers import ASYNC_CLIENTS, ASYNCIO
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.plugins import Hook, Method, Plugin, made_by, run_nodes

# Methods of asyncio's own things that touch the loop without being awaited.
_TOUCHING = {"put_nowait", "get_nowait", "set", "release", "notify", "notify_all"}


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        made = _made_in_setup(plugin)
        for hook in (each for each in plugin.hooks if each.runs_in_worker):
            for method in plugin.reached_from(hook):
                for line, name in _used(method, made):
                    yield _spot(method, line, name, made[name], hook=hook)


def _made_in_setup(plugin: Plugin) -> dict[str, str]:
    """Return what belongs to the loop of `setup()`: "self.x" -> maker."""
    starts = [plugin.methods[name] for name in ("__init__", "setup") if name in plugin.methods]
    return {
        name: maker
        for start in starts
        for method in plugin.reached_from(start)
        for name, maker, _node in made_by(method.module, method.function)
        if name.startswith("self.") and maker in ASYNC_CLIENTS | ASYNCIO
    }


def _used(method: Method, made: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Yield (line, "self.x") where `method` itself awaits, enters or touches what was made."""
    for node in run_nodes(method.function):
        for head in _heads(node):
            for name in (*_owner(head, made), *_called_on(head, made)):
                yield head.lineno, name
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr=touch)) if touch in _TOUCHING:
                names = (name for name in _owner(value, made) if made[name] in ASYNCIO)
                yield from ((node.lineno, name) for name in names)


def _heads(node: ast.AST) -> list[ast.expr]:
    """Return the expressions that `node` waits for."""
    match node:
        case ast.Await():
            return [node.value]
        case ast.AsyncWith():
            return [item.context_expr for item in node.items]
        case ast.AsyncFor():
            return [node.iter]
    return []


def _called_on(node: ast.AST, made: dict[str, str]) -> Iterator[str]:
    for inner in [node, *run_nodes(node)]:
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Attribute):
            yield from _owner(inner.func.value, made)


def _owner(node: ast.expr, made: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and ast.unparse(node) in made:
        yield ast.unparse(node)


def _spot(method: Method, line: int, name: str, maker: str, *, hook: Hook) -> Spot:
    return Spot(
        method.module.file,
        line,
        f"{name} ({maker}) belongs to the loop of setup(), but the hook {hook.function.name} "
        "uses it under another",
        "in the hook, append under a threading.Lock; one worker thread owns the client",
    )


CHECK = Check(
    "CAO301",
    "loop-bound",
    "A hook uses nothing that belongs to the loop of setup().",
    "post_send_message and both post_kill hooks run under a throw-away loop in a worker thread. "
    "Of 20 events, a lock from setup() let 1 through and blocked a thread for good; a client "
    'raised "Event loop is closed" on every second send.',
    _find,
)
