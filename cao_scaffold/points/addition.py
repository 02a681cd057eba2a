"""A provider for one tree, with all that the tree says of it: planned whole, or taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cao_scaffold.edit.plan import Plan, read
from cao_scaffold.errors import ScaffoldError, UsageError
from cao_scaffold.host.checkout import Checkout
from cao_scaffold.host.facts import Facts, read_facts
from cao_scaffold.host.present import present_providers
from cao_scaffold.points import POINTS
from cao_scaffold.points.point import Registration
from cao_scaffold.points.record import (
    Record,
    digest,
    forgetting,
    read_records,
    record_path,
    recording,
)
from cao_scaffold.points.register import Registering, offered_edits, register, unregister
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames, check_is_free


@dataclass(frozen=True)
class Ground:
    """One tree that providers can be added to: what it offers, and what was added before."""

    checkout: Checkout
    facts: Facts
    records: Mapping[str, Record]


def survey_ground(checkout: Checkout) -> Ground:
    """Look at a tree; raise ScaffoldError for one of the synchronous era, or without a base."""
    base = checkout.code("providers/base.py")
    if not checkout.exists(base):
        raise ScaffoldError(
            f"{checkout.root} has no {base}, where providers find what they derive from",
            hint="look whether this CAO has moved it; 2.3.0 to 2.5.4 are tested",
        )
    facts = read_facts(checkout)
    if not facts.asynchronous:
        raise ScaffoldError(
            f"{checkout.root / checkout.package} is a CAO of the synchronous era: its providers "
            "have no async initialize and no get_status(buffer)",
            hint="use CAO 2.3.0 or later; 2.3.0 to 2.5.4 are tested",
        )
    return Ground(checkout, facts, read_records(checkout))


def check_name(ground: Ground, names: ProviderNames) -> None:
    """Raise UsageError where the tree has such a provider, and not from an earlier run."""
    if names.value not in ground.records:
        check_is_free(names, present_providers(ground.checkout))


def check_points(*names: str) -> None:
    """Raise UsageError for a name that no point has."""
    known = [point.name for point in POINTS]
    for name in names:
        if name not in known:
            raise UsageError(f"no point is called {name!a}", hint=f"one of {', '.join(known)}")


def plan_addition(ground: Ground, request: Record, files: Mapping[str, bytes]) -> Registering:
    """Plan to add the provider of `request`, with its rendered new `files`, and to record it.

    The same request again has nothing to do. Raises ScaffoldError for another request under
    the same name, and where a file or a display name is in the way.
    """
    value = request.provider.names.value
    earlier = ground.records.get(value)
    if earlier and not earlier.same_request(request):
        raise ScaffoldError(
            f"{value} was added with other answers, or with other points",
            hint=f"cao-scaffold remove provider {value}, then add it again",
        )
    registration = _registration(ground, request.provider, files)
    if not earlier:
        _check_display(ground, request.provider.names)
        _check_new(registration, request)
    peers = [
        _registration(ground, record.provider, {})
        for record in ground.records.values()
        if record.provider.names.value != value
    ]
    registering = register(registration, only=request.only, skip=request.skip, peers=peers)
    stated = {path: digest(content) for path, content in sorted(files.items())}
    record = earlier or replace(request, files=stated)
    changes = (*registering.plan.changes, *recording(ground.checkout, record))
    return replace(registering, plan=Plan(ground.checkout.root, changes))


def plan_removal(ground: Ground, value: str) -> Registering:
    """Plan to take back the provider `value`; what was edited since is kept.

    Raises ScaffoldError where the tree has no record of it.
    """
    record = ground.records.get(value)
    if record is None:
        raise ScaffoldError(
            f"{ground.checkout.root} has no provider {value} that cao-scaffold added: "
            f"no {record_path(ground.checkout, value)}",
            hint=f"those it added: {', '.join(ground.records) or 'none'}",
        )
    files = {
        path: _as_written(ground, path, stated) for path, stated in (record.files or {}).items()
    }
    registering = unregister(_registration(ground, record.provider, files))
    changes = (*registering.plan.changes, *forgetting(ground.checkout, value))
    return replace(registering, plan=Plan(ground.checkout.root, changes))


def _check_display(ground: Ground, names: ProviderNames) -> None:
    """Raise UsageError where the tree's tables have a row of this name: one would be lost."""
    ours = (record.provider.names for record in ground.records.values())
    for other in (*present_providers(ground.checkout), *ours):
        if other.display.lower() == names.display.lower():
            raise UsageError(
                f"{names.display} is what this CAO calls the provider {other.value}",
                hint="give another --display-name",
            )


def _check_new(registration: Registration, request: Record) -> None:
    """Raise ScaffoldError where a file stands in the way of a new one."""
    for point in POINTS:
        edits = offered_edits(point, registration) if request.chooses(point.name) else ()
        for path in (edit.path for edit in edits if edit.path in registration.files):
            place = registration.checkout.root / path
            if read(place) not in (None, registration.files[path]):
                raise ScaffoldError(
                    f"{place} exists, and cao-scaffold did not write it",
                    hint=f"move it, or choose another name; --skip {point.name} goes on without",
                )


def _as_written(ground: Ground, path: str, stated: str) -> bytes:
    """Return the bytes of a new file where nobody has touched it, else what no file holds."""
    content = read(ground.checkout.root / path)
    return content if content is not None and digest(content) == stated else b"\0"


def _registration(ground: Ground, provider: Provider, files: Mapping[str, bytes]) -> Registration:
    return Registration(provider, ground.checkout, ground.facts, files)
