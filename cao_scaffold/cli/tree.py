"""The CAO tree that a command works on: found, mended after a killed run, and looked at."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from cao_scaffold.errors import ScaffoldError, UsageError

if TYPE_CHECKING:
    from cao_scaffold.host.checkout import Checkout
    from cao_scaffold.points.addition import Ground

Command = TypeVar("Command", bound=Callable[..., Any])
# `--installed` without a value: the CAO that is found first.
ANYWHERE = "-"


def tree_options(command: Command) -> Command:
    """Add --repo and --installed to a command."""
    command = click.option(
        "--installed",
        metavar="[PYTHON]",
        is_flag=False,
        flag_value=ANYWHERE,
        help="Work on the CAO that is installed for PYTHON; default: the one that is found.",
    )(command)
    return click.option(
        "--repo",
        metavar="PATH",
        type=click.Path(path_type=Path),
        help="The CAO source tree; default: the one around the working directory.",
    )(command)


def find_tree(repo: Path | None, installed: str | None) -> "Checkout":
    """Return the tree that the options mean."""
    from cao_scaffold.host.checkout import find_checkout, find_installed

    if repo and installed:
        raise UsageError("--repo and --installed exclude each other", hint="leave out one of them")
    if installed:
        return find_installed(None if installed == ANYWHERE else Path(installed))
    return find_checkout(repo or Path())


def prepare(checkout: "Checkout", *, writes: bool) -> "Ground":
    """Put back what a killed run left in the tree, then look at it.

    A command that does not write raises ScaffoldError instead of putting anything back.
    """
    from cao_scaffold.edit.transaction import is_interrupted, recover
    from cao_scaffold.points.addition import survey_ground

    if not writes and is_interrupted(checkout.root):
        raise ScaffoldError(
            f"an earlier run was killed while it wrote in {checkout.root}",
            hint="run a command that writes: it first puts back what was there",
        )
    for path in recover(checkout.root) if writes else ():
        click.echo(f"Put back {path}, which a killed run had replaced.", err=True)
    return survey_ground(checkout)
