"""`cao-scaffold list`: the integrations, events and checks that there are."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import click


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


KINDS: dict[str, Callable[[], Listing]] = {
    "integrations": _integrations,
    "events": _events,
    "checks": _checks,
}


@click.command("list")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(kind: str, as_json: bool) -> int:
    """List the integrations, events or checks that there are."""
    from cao_scaffold.report.listing import SCHEMA, table

    listing = KINDS[kind]()
    if as_json:
        click.echo(json.dumps({"schema": SCHEMA, kind: listing.items}, indent=2))
    else:
        click.echo(table(listing.rows))
    return 0
