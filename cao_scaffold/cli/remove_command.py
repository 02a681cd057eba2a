"""`cao-scaffold remove`: what a command added, taken back."""

import json
from pathlib import Path

import click

from cao_scaffold.cli.tree import find_tree, prepare, tree_options


@click.group("remove")
def command() -> None:
    """Take back what cao-scaffold added to a CAO tree."""


@command.command("provider")
@click.argument("name")
@tree_options
@click.option("--dry-run", is_flag=True, help="Show the patch; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def provider(
    name: str, repo: Path | None, installed: str | None, dry_run: bool, as_json: bool
) -> int:
    """Take back the provider NAME at every point, bytes and modes; keep what was edited since."""
    from cao_scaffold.points.addition import plan_removal
    from cao_scaffold.provider.names import parse_provider_name
    from cao_scaffold.report import provider as report

    value = parse_provider_name(name).value
    ground = prepare(find_tree(repo, installed), writes=not dry_run)
    registering = plan_removal(ground, value)
    if not dry_run:
        registering.plan.apply()
    if as_json:
        whole = report.document(registering, value=value, written=not dry_run)
        click.echo(json.dumps(whole, indent=2))
    elif dry_run:
        click.echo(registering.plan.diff().rstrip("\n"))
    else:
        click.echo(report.removed(registering, value))
    return 0
