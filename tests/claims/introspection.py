"""Runs in a release's own Python: what its classes, commands, routes and tools really are."""

import dataclasses
import importlib
import inspect
from typing import Any


def probe(argument: object) -> dict[str, Any]:
    """Return what the installed CAO offers; `argument` is not looked at."""
    return {
        "events": events(),
        "provider": members("cli_agent_orchestrator.providers.base", "BaseProvider"),
        "plugin": members("cli_agent_orchestrator.plugins", "CaoPlugin"),
        "commands": commands(),
        "routes": routes(),
    }


def events() -> dict[str, dict[str, str]]:
    """Return the fields of each class of events, and the text of their types."""
    module = importlib.import_module("cli_agent_orchestrator.plugins")
    classes = [value for name, value in vars(module).items() if name.endswith("Event")]
    return {
        cls.__name__: {field.name: str(field.type) for field in dataclasses.fields(cls)}
        for cls in classes
    }


def members(module: str, name: str) -> dict[str, dict[str, Any]]:
    """Return each member that the class defines: what it is, and how it is called."""
    cls = getattr(importlib.import_module(module), name)
    return {key: member(key, value) for key, value in vars(cls).items() if describable(key, value)}


def describable(key: str, value: object) -> bool:
    return key == "__init__" or not key.startswith("__")


def member(key: str, value: Any) -> dict[str, Any]:
    if isinstance(value, property):
        return {"kind": "property", "abstract": is_abstract(value)}
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    if not inspect.isfunction(value):
        return {"kind": "attribute", "default": repr(value), "abstract": False}
    return {
        "kind": "method",
        "asynchronous": inspect.iscoroutinefunction(value),
        "signature": str(inspect.signature(value)),
        "abstract": is_abstract(value),
    }


def is_abstract(value: object) -> bool:
    return bool(getattr(value, "__isabstractmethod__", False))


def commands() -> dict[str, list[str]]:
    """Return the options of each command of `cao`, by its words; "ARGUMENT" for an argument."""
    click = importlib.import_module("click")
    found: dict[str, list[str]] = {}

    def walk(command: Any, words: tuple[str, ...]) -> None:
        found[" ".join(words)] = [
            option
            for parameter in command.params
            for option in (
                (*parameter.opts, *parameter.secondary_opts)
                if isinstance(parameter, click.Option)
                else ("ARGUMENT",)
            )
        ] + ["--help"]
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                walk(command.get_command(context, name), (*words, name))

    walk(importlib.import_module("cli_agent_orchestrator.cli.main").cli, ("cao",))
    return found


def routes() -> list[str]:
    """Return "METHOD /path" of each call of the API."""
    application = importlib.import_module("cli_agent_orchestrator.api.main").app
    return sorted(
        f"{method} {route.path}"
        for route in application.routes
        for method in (getattr(route, "methods", None) or ("WEBSOCKET",))
    )
