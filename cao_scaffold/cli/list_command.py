"""`cao-scaffold list`: the integrations, events, points and checks that there are."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from cao_scaffold.cli.tree import find_tree, tree_options
from cao_scaffold.errors import UsageError

if TYPE_CHECKING:
    from cao_scaffold.host.checkout import Checkout


class Listing(NamedTuple):
    """What one kind of thing looks like as rows of text and as JSON."""

    rows: list[tuple[str, ...]]
    items: list[dict[str, Any]]


def _integrations() -> Listing:
    from cao_scaffold.report import listing
    from cao_scaffold.template.integrations import find_integration, integration_names

    found = [find_integration(name) for name in integration_names()]
    return Listing(
        [(each.name, each.summary) for each in found],
        [listing.integration(each) for each in found],
    )


def _events() -> Listing:
    from cao_scaffold.events import EVENTS
    from cao_scaffold.report import listing

    return Listing(
        [(each.name, each.when, ", ".join(each.fields)) for each in EVENTS],
        [listing.event(each) for each in EVENTS],
    )


def _checks() -> Listing:
    from cao_scaffold.checks import CHECKS
    from cao_scaffold.report import listing

    return Listing(
        [(each.code, each.name, each.sentence) for each in CHECKS],
        [listing.check(each) for each in CHECKS],
    )


def _points() -> Listing:
    from cao_scaffold.points import POINTS
    from cao_scaffold.report import points

    return Listing([points.row(each) for each in POINTS], [points.item(each) for each in POINTS])


KINDS: dict[str, Callable[[], Listing]] = {
    "integrations": _integrations,
    "events": _events,
    "points": _points,
    "checks": _checks,
}


@click.command("list")
@click.argument("kind", type=click.Choice(list(KINDS)))
@tree_options
@click.option("--discover", is_flag=True, help="points: look for places that no point covers.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(
    kind: str, repo: Path | None, installed: str | None, discover: bool, as_json: bool
) -> int:
    """List the integrations, events, points or checks that there are.

    With --repo or --installed, `list points` says which points that CAO offers, and which of
    its providers are not known there.
    """
    from cao_scaffold.report.listing import SCHEMA, table

    if (repo or installed or discover) and kind != "points":
        raise UsageError(f"--repo, --installed and --discover say nothing of {kind}")
    if repo or installed or discover:
        return _points_of(find_tree(repo, installed), discover=discover, as_json=as_json)
    listing = KINDS[kind]()
    if as_json:
        click.echo(json.dumps({"schema": SCHEMA, kind: listing.items}, indent=2))
    else:
        click.echo(table(listing.rows))
    return 0


def _points_of(checkout: "Checkout", *, discover: bool, as_json: bool) -> int:
    """Say which points a tree offers, and what is not known there."""
    from cao_scaffold.host.present import MOCK, present_providers
    from cao_scaffold.points.discovery import discoveries
    from cao_scaffold.points.survey import known_by_name, survey
    from cao_scaffold.report import points
    from cao_scaffold.report.listing import SCHEMA, table

    present = [names for names in present_providers(checkout) if names.value != MOCK]
    held = survey(checkout, [known_by_name(names) for names in present])
    found = discoveries(checkout) if discover else ()
    if as_json:
        said = {"schema": SCHEMA, "root": str(checkout.root), **points.document(held, found)}
        click.echo(json.dumps(said, indent=2))
    else:
        click.echo(table(points.tree_rows(held)))
        for line in points.discovered(found):
            click.echo(line)
    return 0
