"""Blocking calls in coroutines stop whoever waits for them."""

import ast
from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.plugin.makers import BLOCKING, REQUESTING, SYNC_CLIENTS
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.plugins import Method, Plugin, made_by, run_calls


def _find(package: Package) -> Iterator[Spot]:
    for plugin in package.plugins:
        clients = _clients(plugin)
        for name, start in _starts(plugin):
            for method in plugin.reached_from(start):
                for call, what in _blocking(method, clients):
                    yield Spot(
                        method.module.file,
                        call.lineno,
                        f"{name} calls {what}(), which blocks",
                        "let a worker thread of the plugin do it",
                    )


def _starts(plugin: Plugin) -> Iterator[tuple[str, Method]]:
    for name in ("setup", "teardown"):
        if name in plugin.methods:
            yield f"{name}()", plugin.methods[name]
    for hook in plugin.hooks:
        yield f"the hook {hook.function.name}", hook


def _clients(plugin: Plugin) -> set[str]:
    return {
        name
        for method in plugin.methods.values()
        for name, maker, _node in made_by(method.module, method.function)
        if maker in SYNC_CLIENTS and name.startswith("self.")
    }


def _blocking(method: Method, clients: set[str]) -> Iterator[tuple[ast.Call, str]]:
    made = made_by(method.module, method.function)
    own = clients | {name for name, maker, _node in made if maker in SYNC_CLIENTS}
    for call in run_calls(method.function):
        callee = method.module.callee(call)
        if callee in BLOCKING:
            yield call, callee
        elif _requests(call, own):
            yield call, ast.unparse(call.func)


def _requests(call: ast.Call, clients: set[str]) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr in REQUESTING
        and ast.unparse(function.value) in clients
    )


CHECK = Check(
    "CAO303",
    "blocking-call",
    "No hook, setup() or teardown() blocks.",
    "setup(), teardown() and the post_create hooks run on the server's own loop, where nothing "
    "else is served meanwhile; the API call that caused any other hook waits for it.",
    _find,
)
