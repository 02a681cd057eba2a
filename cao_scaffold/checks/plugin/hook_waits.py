"""A hook that talks to the network makes the API call wait for the network."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.plugin.makers import ASYNC_CLIENTS
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.plugins import Method, made_by, run_nodes

_CLOSING = {"aclose", "close", "disconnect", "start", "stop"}


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        shared = _clients(*plugin.methods.values())
        for hook in (each for each in plugin.hooks if each.runs_in_worker):
            for method in plugin.reached_from(hook):
                own = shared | _clients(method)
                for line, what in _waits(method, own):
                    yield Spot(
                        method.module.file,
                        line,
                        f"the hook {hook.function.name} waits for the network: {what}",
                        "append to a queue in the hook, and send from a worker thread",
                    )


def _clients(*methods: Method) -> set[str]:
    return {
        name
        for method in methods
        for name, maker, _node in made_by(method.module, method.function)
        if maker in ASYNC_CLIENTS and (name.startswith("self.") or len(methods) == 1)
    }


def _waits(method: Method, clients: set[str]) -> Iterator[tuple[int, str]]:
    for node in run_nodes(method.function):
        heads: list[ast.expr] = []
        if isinstance(node, ast.Await):
            heads = [node]
        elif isinstance(node, ast.AsyncWith):
            heads = [item.context_expr for item in node.items]
        for head in heads:
            for each in [head, *run_nodes(head)]:
                if isinstance(each, ast.Call) and _requests(each, clients):
                    yield head.lineno, f"await {ast.unparse(each.func)}()"


def _requests(call: ast.Call, clients: set[str]) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr not in _CLOSING
        and ast.unparse(function.value) in clients
    )


CHECK = Check(
    "CAO304",
    "hook-waits",
    "A hook does not wait for its destination.",
    "Hooks run one after the other and without a timeout inside the API call: a webhook that "
    "took 4 s made a call of 0.83 s take 4.84 s, and six silent ones stop the server.",
    _find,
)
