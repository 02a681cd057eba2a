"""Runs one provider in CAO's own Python; a script there, so it imports nothing of ours."""

import asyncio
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

_CAO = "cli_agent_orchestrator"
# Names that CAO calls; what else a class has is its own affair.
_SKIPPED = ("__init__", "__init_subclass__", "__subclasshook__")
_FOR_EVER = 5


def probe(argument: dict[str, Any]) -> dict[str, Any]:
    """Return what the provider `value` does; "error" where it does not even load."""
    try:
        provider = _create(argument, tools=None)
    except BaseException as problem:
        return {"error": f"{type(problem).__name__}: {problem}"}
    return {
        "error": "",
        "abstract": sorted(type(provider).__abstractmethods__),
        "signatures": _signatures(type(provider)),
        "own_honors_model": "honors_model" in type(provider).__dict__,
        "states": [_state(argument, each) for each in argument["buffers"]],
        "extractions": [_extraction(argument, each) for each in argument["extractions"]],
        "launch": _launch(argument, None),
        "denied": _launch(argument, []),
        "allowed": _launch(argument, ["*"]),
        "modelled": _launch(argument, None, model=argument["prompt"]),
        "patterns": [_growth(each) for each in argument["patterns"]],
    }


def _create(argument: dict[str, Any], tools: list[str] | None, model: str | None = None) -> Any:
    value = import_module(f"{_CAO}.models.provider").ProviderType(argument["value"]).value
    # Only where a release passes one; None is what it does itself without.
    more = {} if model is None else {"model": model}
    return (
        import_module(f"{_CAO}.providers.manager")
        .ProviderManager()
        .create_provider(
            value, "0a1b2c3d", "cao-check", "window", "hostile", tools, skill_prompt=None, **more
        )
    )


def _signatures(cls: type) -> list[list[str]]:
    """Return the methods that differ from BaseProvider's in a way that CAO's calls would notice."""
    found = []
    base_class = import_module(f"{_CAO}.providers.base").BaseProvider
    for name, base in inspect.getmembers(base_class, inspect.isfunction):
        own = inspect.getattr_static(cls, name)
        own = getattr(own, "__func__", own)
        if name in _SKIPPED or own is base or not inspect.isfunction(own):
            continue
        if inspect.iscoroutinefunction(base) != inspect.iscoroutinefunction(own):
            word = "async" if inspect.iscoroutinefunction(base) else "not async"
            found.append([name, f"is {word} in BaseProvider"])
        elif problem := _call_problem(inspect.signature(base), inspect.signature(own)):
            found.append([name, problem])
    return found


def _call_problem(base: inspect.Signature, own: inspect.Signature) -> str:
    """Return why a call that `base` allows fails on `own`, or ""."""
    names = list(base.parameters)
    for count in range(len(names) + 1):
        try:
            base.bind(*names[:count])
        except TypeError:
            continue
        try:
            own.bind(*names[:count])
        except TypeError as problem:
            return f"cannot be called as BaseProvider's: {problem}"
    return ""


def _state(argument: dict[str, Any], buffer: dict[str, Any]) -> dict[str, Any]:
    provider = _create(argument, tools=None)
    if buffer["dispatched"]:
        provider.mark_input_received()
    try:
        status = provider.get_status(buffer["text"]).value
    except BaseException as problem:
        status = f"{type(problem).__name__}: {problem}"
    return {**buffer, "text": "", "status": status}


def _extraction(argument: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    provider = _create(argument, tools=None)
    try:
        reply = provider.extract_last_message_from_script(given["text"])
    except BaseException as problem:
        kinds = [each.__name__ for each in type(problem).__mro__]
        return {**given, "text": "", "reply": None, "error": kinds}
    return {**given, "text": "", "reply": reply, "error": []}


def _launch(
    argument: dict[str, Any], tools: list[str] | None, model: str | None = None
) -> dict[str, Any]:
    """Build the launch for a hostile profile, and run it in a shell with a CLI that records."""
    Path(argument["trap"]).unlink(missing_ok=True)
    try:
        provider = _create(argument, tools, model)
        builder = _builder(provider)
        command = builder() if builder else None
    except BaseException as problem:
        return {"built": False, "problem": f"{type(problem).__name__}: {problem}"}
    if not isinstance(command, str):
        return {"built": False, "problem": "no builder of the launch was found"}
    record = Path(argument["record"])
    record.unlink(missing_ok=True)
    subprocess.run(["bash", "-c", command], timeout=20, capture_output=True, check=False)
    words = record.read_text(encoding="utf-8").split("\0")[:-1] if record.exists() else None
    files = {
        str(path): oct(path.stat().st_mode & 0o777)
        for word in words or ()
        for path in [Path(word)]
        if word.startswith("/") and path.is_file()
    }
    texts = "\n".join(Path(path).read_text(errors="replace") for path in files)
    return {
        "built": True,
        "words": words,
        "executed": Path(argument["trap"]).exists(),
        "prompt": argument["prompt"] in texts + "\n".join(words or ()),
        "has_prompt": argument["marker"] in texts + "\n".join(words or ()) + command,
        "files": files,
        "text": texts,
    }


def _builder(provider: Any) -> Callable[[], object] | None:
    """Return the method without arguments that builds the launch command, None for none."""
    for name in sorted(dir(type(provider)), key=lambda each: (each != "_build_command", each)):
        if re.fullmatch(r"_build(_\w+)?_command", name):
            method = getattr(provider, name)
            required = [
                each
                for each in inspect.signature(method).parameters.values()
                if each.default is inspect.Parameter.empty
                and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
            ]
            if not required and not asyncio.iscoroutinefunction(method):
                return method  # type: ignore[no-any-return]
    return None


def _growth(given: dict[str, Any]) -> dict[str, Any]:
    """Return what twice the text costs a pattern, on rows that almost match; 0 for nothing.

    In a process of its own: nothing else stops a pattern that takes for ever.
    """
    try:
        finished = subprocess.run(
            [sys.executable, "-I", "-c", _MEASURE],
            input=json.dumps(given),
            capture_output=True,
            text=True,
            timeout=_FOR_EVER,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return {**given, "growth": float(_FOR_EVER)}
    return {**given, "growth": float(finished.stdout)}


_MEASURE = """
import json, re, sys, time

given = json.load(sys.stdin)
compiled = re.compile(given["pattern"], given["flags"])


def seconds(text):
    start = time.perf_counter()
    compiled.search(text)
    return time.perf_counter() - start


def ratio(pump):
    # Long enough to be measured, short enough for cubic growth to end.
    for length in (15, 60, 250, 500, 1000, 2000, 4000):
        if (short := seconds(pump * length + chr(0))) > 0.003:
            return seconds(pump * 2 * length + chr(0)) / short
    return 0


print(max(map(ratio, given["pumps"])))
"""
