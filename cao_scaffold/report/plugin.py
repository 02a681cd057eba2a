"""A plugin that is, or would be, written: told to a person, and to a program."""

import shlex
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from cao_scaffold.template.package import Package
from cao_scaffold.template.project import GROUP
from cao_scaffold.template.record import digest

SCHEMA = 1
_NOTHING_TO_DO = "Nothing to do: every file is already as it would be written."


class Programs(NamedTuple):
    """How this machine's shell calls uv and cao-scaffold."""

    uv: str = "uv"
    scaffold: str = "cao-scaffold"


class Step(NamedTuple):
    """Something to do next, and the command that does it when it is pasted."""

    title: str
    command: str


def tree(root: Path, paths: Iterable[str]) -> str:
    """Return `paths` below `root` as an indented tree."""
    lines = [f"{root}/"]
    seen: set[str] = set()
    for path in sorted(paths, key=_files_first):
        parts = path.split("/")
        for depth in range(len(parts)):
            shown = "/".join(parts[: depth + 1])
            if shown not in seen:
                seen.add(shown)
                folder = "/" if depth < len(parts) - 1 else ""
                lines.append("  " * (depth + 1) + parts[depth] + folder)
    return "\n".join(lines)


def _files_first(path: str) -> list[tuple[bool, str]]:
    *folders, name = path.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def next_steps(package: Package, programs: Programs) -> tuple[Step, ...]:
    """Return what installs, configures and verifies the plugin, in this order."""
    folder = shlex.quote(_as_argument(package.root))
    with_uv, scaffold = programs
    required = [v.name for v in package.answers.variables if v.required]
    configure = (
        Step(f"Configure: set {', '.join(required)} in .env", f"cp -i {folder}/env.template .env"),
    )
    return (
        Step("Install into the environment that has CAO", f"{with_uv} pip install -e {folder}"),
        Step(
            "Or, where CAO is a uv tool",
            f"{with_uv} tool install --reinstall cli-agent-orchestrator --with-editable {folder}",
        ),
        *(configure if required else ()),
        Step("Verify: hold it to CAO's contract", f"{scaffold} check {folder}"),
        Step("Verify: see it work on a private cao-server", f"{scaffold} try {folder}"),
    )


def written(package: Package, steps: Iterable[Step]) -> str:
    """Return what was written, and what to do next."""
    count = sum(change.before != change.after for change in package.plan.changes)
    lines = [
        tree(package.root, (change.path for change in package.plan.changes)),
        "",
        f"Wrote {package.answers.names.class_name}, {count} files." if count else _NOTHING_TO_DO,
        *(f"Note: {note}" for note in package.notes),
    ]
    for step in steps:
        lines += ["", f"{step.title}:", f"  {step.command}"]
    return "\n".join(lines)


def planned(package: Package) -> str:
    """Return what would be written, as a tree and as a patch."""
    paths = (change.path for change in package.plan.changes)
    return f"{tree(package.root, paths)}\n\n{package.plan.diff()}".rstrip("\n")


def document(package: Package, steps: Iterable[Step], *, dry_run: bool) -> dict[str, Any]:
    """Return the same for a program; the keys are a contract, counted by SCHEMA."""
    answers = package.answers
    names = answers.names
    said: dict[str, Any] = {
        "schema": SCHEMA,
        "written": not dry_run,
        "root": str(package.root),
        "names": {
            "plugin": names.plugin,
            "distribution": names.distribution,
            "module": package.entry_point.rpartition(".plugin:")[0],
            "class": names.class_name,
            "prefix": names.prefix,
        },
        "integration": answers.integration.name,
        "events": list(answers.events),
        "entry_point": {"group": GROUP, "name": names.plugin, "value": package.entry_point},
        "files": [
            {"path": change.path, "sha256": digest(change.after)}
            for change in package.plan.changes
            if change.after is not None
        ],
        "replaced": list(package.replaced),
        "environment": [
            {"name": v.name, "required": v.required, "secret": v.secret}
            | {"default": v.default, "help": v.help}
            for v in answers.variables
        ],
        "notes": list(package.notes),
        "next": [step._asdict() for step in steps],
    }
    return said | ({"diff": package.plan.diff()} if dry_run else {})


def _as_argument(path: Path) -> str:
    """Return `path` so that no program takes it for the name of a package."""
    return str(path) if path.is_absolute() or path.parts[:1] == ("..",) else f"./{path}"
