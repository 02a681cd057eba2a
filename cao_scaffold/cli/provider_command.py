"""`cao-scaffold provider`: an agent CLI made known to a CAO tree, everywhere."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cao_scaffold.cli.programs import programs
from cao_scaffold.cli.provider_options import (
    answer_options,
    ask_answers,
    ask_name,
    given_answers,
)
from cao_scaffold.cli.tree import find_tree, prepare, tree_options
from cao_scaffold.errors import ScaffoldError, UsageError

if TYPE_CHECKING:
    from cao_scaffold.points.addition import Ground
    from cao_scaffold.points.discovery import Place
    from cao_scaffold.points.record import Record
    from cao_scaffold.points.register import Registering


class Mode(NamedTuple):
    """How the command runs; `apply` is the hash of the plan that alone may be written."""

    defaults: bool
    dry_run: bool
    as_json: bool
    apply: str | None
    allow_dirty: bool
    verify: bool | None
    python: Path | None

    @property
    def writes(self) -> bool:
        """Whether anything is written."""
        return not self.dry_run and (self.apply is not None or not self.as_json)


def _complete_points(ctx: click.Context, param: click.Parameter, typed: str) -> list[str]:
    from cao_scaffold.points import POINTS

    return [point.name for point in POINTS if point.name.startswith(typed)]


@click.command("provider")
@click.argument("name", required=False)
@tree_options
@click.option("--only", multiple=True, metavar="POINT", shell_complete=_complete_points)
@click.option("--skip", multiple=True, metavar="POINT", shell_complete=_complete_points)
@click.option("--defaults", is_flag=True, help="Ask nothing, take the defaults.")
@click.option("--dry-run", is_flag=True, help="Show the patch, grouped by point; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as one JSON document.")
@click.option("--apply", metavar="HASH", help="Write exactly the plan with this hash.")
@click.option("--allow-dirty", is_flag=True, help="Patch files with uncommitted changes too.")
@click.option(
    "--verify/--no-verify",
    default=None,
    help="Load the provider in a copy first; default: where the tree's Python is at hand.",
)
@click.option("--python", type=click.Path(path_type=Path), help="The tree's Python, to verify.")
@click.option(
    "--answers",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A TOML or YAML file of answers; options win.",
)
@answer_options
def command(
    name: str | None,
    repo: Path | None,
    installed: str | None,
    only: Sequence[str],
    skip: Sequence[str],
    file: Path | None,
    **options: Any,
) -> int:
    """Add the provider NAME, an adapter for one more agent CLI, to a CAO source tree.

    Writes its module, its tests and its page, and makes it known at each point that
    `cao-scaffold list points` shows; --only and --skip choose among them. On a terminal, what
    is not given is asked. --json writes nothing, unless --apply names the plan that it printed.
    """
    from cao_scaffold.points.addition import check_name, check_points
    from cao_scaffold.points.record import Record

    mode = Mode(**{field: options.pop(field) for field in Mode._fields})
    if mode.dry_run and mode.apply:
        raise UsageError("--dry-run and --apply exclude each other", hint="leave out one of them")
    check_points(*only, *skip)
    given = given_answers(file, options)
    interactive = sys.stdin.isatty() and sys.stdout.isatty() and not mode.defaults
    names = ask_name(name, interactive=interactive and not mode.as_json)
    ground = prepare(find_tree(repo, installed), writes=mode.writes)
    check_name(ground, names)
    provider = ask_answers(names, given, interactive=interactive and not mode.as_json)
    request = Record(provider, tuple(only), tuple(skip))
    registering = _plan(ground, request, mode)
    notes = _write(ground, request, registering, mode) if mode.writes else ()
    _report(ground, request, registering, mode=mode, notes=notes)
    return 0


def _plan(ground: "Ground", request: "Record", mode: Mode) -> "Registering":
    from cao_scaffold.points.addition import plan_addition
    from cao_scaffold.template.provider import provider_files

    files = provider_files(request.provider, ground.facts, checkout=ground.checkout)
    registering = plan_addition(ground, request, files)
    if mode.apply is not None and mode.apply != registering.hash:
        raise ScaffoldError(
            f"this is another plan: its hash is {registering.hash}; nothing was written",
            hint="look at it with --json, then give that hash",
        )
    return registering


def _write(
    ground: "Ground", request: "Record", registering: "Registering", mode: Mode
) -> tuple[str, ...]:
    """Apply the plan; return what the user should know of how."""
    if registering.plan.is_done:
        return ()
    if not mode.allow_dirty:
        _check_committed(ground, registering)
    notes = _verify(ground, request, registering, mode)
    registering.plan.apply()
    return notes


def _check_committed(ground: "Ground", registering: "Registering") -> None:
    """Raise ScaffoldError where git could not give back what the plan changes."""
    from cao_scaffold.host.git import uncommitted

    root = ground.checkout.root
    patched = [change.path for change in registering.plan.changes if change.before is not None]
    dirty = uncommitted(root, [path for path in patched if not path.startswith(".cao-scaffold/")])
    if dirty:
        raise ScaffoldError(
            f"uncommitted changes in {', '.join(dirty)}",
            hint=f"git -C {root} commit, or stash; or give --allow-dirty",
        )


def _verify(
    ground: "Ground", request: "Record", registering: "Registering", mode: Mode
) -> tuple[str, ...]:
    from cao_scaffold.host.environment import find_python, find_tree_python
    from cao_scaffold.host.interruption import one_interruption
    from cao_scaffold.points.verify import verify_format, verify_loads

    checkout = ground.checkout
    if mode.verify is False:
        return ("not verified, as you asked.",)
    if checkout.installed:
        python = find_python(mode.python or checkout.python)
    else:
        python_or_none = find_tree_python(checkout.root, mode.python)
        if python_or_none is None and mode.verify:
            raise ScaffoldError(
                f"no Python at hand that has what {checkout.root} needs",
                hint=f"uv sync --directory {checkout.root}, or give --python",
            )
        if python_or_none is None:
            return ("not loaded: the tree has no .venv; `uv sync` makes one.",)
        python = python_or_none
    with one_interruption():
        value = request.provider.names.value
        verify_loads(registering.plan, checkout, value=value, python=python)
        formatters = verify_format(registering.plan, checkout, python=python)
    agreeing = f", and {' and '.join(formatters)} would write it so" if formatters else ""
    return (f"it loads in {python}{agreeing}.",)


def _report(
    ground: "Ground",
    request: "Record",
    registering: "Registering",
    *,
    mode: Mode,
    notes: Sequence[str],
) -> None:
    from cao_scaffold.report import provider as report

    provider = request.provider
    steps = report.next_steps(request, ground.checkout, scaffold=programs().scaffold)
    uncovered = () if mode.writes else _uncovered(ground)
    if mode.as_json:
        whole = report.document(
            registering, value=provider.names.value, written=mode.writes, steps=steps
        )
        more = report.uncovered_document(uncovered) | report.answers_document(provider)
        click.echo(json.dumps(whole | more, indent=2))
    elif mode.dry_run:
        click.echo(report.planned(registering, uncovered))
    else:
        click.echo(report.written(registering, provider, steps, notes))


def _uncovered(ground: "Ground") -> "tuple[Place, ...]":
    """Return the places of a source tree that name most providers, and that no point covers."""
    from cao_scaffold.points.discovery import discoveries

    if ground.checkout.installed:
        return ()
    return tuple(place for place in discoveries(ground.checkout) if not place.points)
