"""Providers added to real trees, and taken back, as the commands do it."""

from pathlib import Path

from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.points.addition import plan_addition, plan_removal, survey_ground
from cao_scaffold.points.record import Record
from cao_scaffold.points.register import Registering
from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.template.provider import provider_files

NEW_CLI = Provider(ProviderNames.of("new_cli"), command=("new-cli",))


def add(tree: Path, provider: Provider = NEW_CLI, *, only: tuple[str, ...] = ()) -> Registering:
    """Add `provider` to `tree`; return what was done."""
    # A checkout keeps what it has read: each step looks anew.
    ground = survey_ground(find_checkout(tree))
    files = provider_files(provider, ground.facts, checkout=ground.checkout)
    adding = plan_addition(ground, Record(provider, only=only), files)
    adding.plan.apply()
    return adding


def remove(tree: Path, provider: Provider = NEW_CLI) -> Registering:
    """Take `provider` back."""
    removing = plan_removal(survey_ground(find_checkout(tree)), provider.names.value)
    removing.plan.apply()
    return removing


def files_of(tree: Path) -> dict[str, tuple[int, bytes]]:
    """Return the mode and the bytes of every file of `tree`, but for git's own."""
    return {
        path.relative_to(tree).as_posix(): (path.stat().st_mode, path.read_bytes())
        for path in sorted(tree.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(tree).parts
    }


def rewrite(path: Path, old: str, new: str) -> None:
    """Replace `old` in the file; its bytes may be shared with other trees, so make it anew."""
    text = path.read_bytes().decode("utf-8")
    assert old in text, f"{old!r} is not in {path}"
    path.unlink()
    path.write_bytes(text.replace(old, new).encode("utf-8"))
