"""A provider that is, or would be, added to a tree: told to a person, and to a program."""

import shlex
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from cao_scaffold.edit.plan import Plan
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.points.discovery import Place
from cao_scaffold.points.record import Record, record_path
from cao_scaffold.points.register import Registering, Standing, Step
from cao_scaffold.provider.answering import plain_answers
from cao_scaffold.provider.answers import Provider

SCHEMA = 1
_NOTHING_TO_DO = "Nothing to do: the provider is there as it would be written."


class Next(NamedTuple):
    """Something to do next, and the command that does it when it is pasted."""

    title: str
    command: str


def next_steps(request: Record, checkout: Checkout, *, scaffold: str) -> tuple[Next, ...]:
    """Return what to edit, test and try, and how to take it back, in this order."""
    names = request.provider.names
    module = shlex.quote(str(checkout.root / checkout.code(f"providers/{names.module}.py")))
    root = shlex.quote(str(checkout.root))
    where = f"--installed {_python(checkout)}" if checkout.installed else f"--repo {root}"
    test = f"cd {root} && uv run pytest test/providers/test_{names.module}_unit.py"
    has_tests = checkout.has_folder("test/providers") and request.chooses("unit-test")
    check = Next("Hold it to CAO's contract", f"{scaffold} check {module}")
    again = f"{scaffold} provider {names.page} {where}"
    return (
        Next("Edit its patterns, at the top of the module", f"${{EDITOR:-vi}} {module}"),
        *((Next("Run its tests", test),) if has_tests else ()),
        # The command is for source trees.
        *(() if checkout.installed else (check,)),
        Next(
            "See it work on a private cao-server", f"{scaffold} try provider {names.value} {where}"
        ),
        Next("Take it back", f"{scaffold} remove provider {names.page} {where}"),
        *(_after_an_upgrade(request, checkout, again) if checkout.installed else ()),
    )


def _after_an_upgrade(request: Record, checkout: Checkout, again: str) -> tuple[Next, ...]:
    """Return what to keep, since an upgrade takes the provider away, and how to add it anew."""
    value = request.provider.names.value
    record = shlex.quote(str(checkout.root / record_path(checkout, value)))
    chosen = [f"--only {name}" for name in request.only] + [f"--skip {n}" for n in request.skip]
    return (
        Next("Keep its answers: an upgrade of CAO may remove them", f"cp {record} ~/{value}.toml"),
        Next(
            "Apply it again after an upgrade of CAO",
            " ".join([again, f"--answers ~/{value}.toml", *chosen]),
        ),
    )


def _python(checkout: Checkout) -> str:
    return shlex.quote(str(checkout.python or ""))


def reasons(steps: Iterable[Step]) -> str:
    """Return a line for each point, with what is done there."""
    shown = [(step.point.name, step.standing.value, *step.paths[:1]) for step in steps]
    width = max(len(name) for name, *_ in shown)
    return "\n".join(f"  {name.ljust(width)}  {' '.join(rest)}" for name, *rest in shown)


def planned(registering: Registering, uncovered: Sequence[Place]) -> str:
    """Return the whole patch, grouped by point, with the reason for each; then the rest."""
    parts = []
    for step in registering.steps:
        if step.changes:
            patch = Plan(registering.plan.root, step.changes).diff()
            parts.append(
                f"# {step.point.name}: {step.point.title}\n"
                f"# Without it: {step.point.reason}\n{patch}"
            )
    others = [step for step in registering.steps if not step.changes]
    if others:
        parts.append(f"# Nothing is changed here:\n{reasons(others)}\n")
    if uncovered:
        places = "\n".join(f"  {each.path}:{each.first}" for each in uncovered)
        parts.append(f"# Not covered, but most providers are named there: look here\n{places}\n")
    parts.append(f"# Plan {registering.hash}")
    return "\n".join(parts)


def written(
    registering: Registering, provider: Provider, steps: Sequence[Next], notes: Sequence[str]
) -> str:
    """Return what was written, what was left out, and what to do next."""
    names = provider.names
    made = [step for step in registering.steps if step.standing is Standing.ADDED]
    files = {change.path for step in made for change in step.changes}
    first = f"Added {names.class_name} at {len(made)} points, in {len(files)} files."
    lines = [reasons(registering.steps), "", first if made else _NOTHING_TO_DO]
    lines += [f"Note: {note}" for note in notes]
    for step in steps:
        lines += ["", f"{step.title}:", f"  {step.command}"]
    return "\n".join(lines)


def removed(registering: Registering, value: str) -> str:
    """Return what was taken back, and what was kept since somebody has edited it."""
    gone = [step for step in registering.steps if step.standing is Standing.REMOVED]
    shared = [
        path
        for step in registering.steps
        if step.standing is Standing.SHARED
        for path in step.paths
    ]
    kept = [
        path for step in registering.steps if step.standing is Standing.KEPT for path in step.paths
    ]
    lines = [f"Took {value} back at {len(gone)} points."]
    lines += [f"Kept {path}: it was edited since." for path in kept]
    lines += [f"Kept {path}: the entry shares its place with something else." for path in shared]
    return "\n".join(lines)


def document(
    registering: Registering, *, value: str, written: bool, steps: Sequence[Next] = ()
) -> dict[str, Any]:
    """Return a plan for a program; the keys are a contract, counted by SCHEMA."""
    return {
        "schema": SCHEMA,
        "written": written,
        "hash": registering.hash,
        "root": str(registering.plan.root),
        "provider": value,
        "points": [_point(step) for step in registering.steps],
        "files": [
            {"path": change.path, "change": _kind(change.before, change.after)}
            for change in registering.plan.changes
            if change.before != change.after
        ],
        "diff": registering.plan.diff(),
        "next": [step._asdict() for step in steps],
    }


def answers_document(provider: Provider) -> dict[str, Any]:
    """Return the answers under `answers`, as a file of answers holds them."""
    return {"answers": plain_answers(provider)}


def uncovered_document(uncovered: Sequence[Place]) -> dict[str, Any]:
    """Return the places to look at under `uncovered`."""
    return {"uncovered": [asdict(each) for each in uncovered]}


def _point(step: Step) -> dict[str, Any]:
    return {
        "point": step.point.name,
        "title": step.point.title,
        "reason": step.point.reason,
        "standing": step.standing.value,
        "paths": list(step.paths),
    }


def _kind(before: bytes | None, after: bytes | None) -> str:
    return "create" if before is None else "delete" if after is None else "edit"
