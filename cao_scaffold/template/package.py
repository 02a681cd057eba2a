"""A package of the plugin's own: its files, as a plan."""

from dataclasses import dataclass
from pathlib import Path

from cao_scaffold.edit.plan import Change, Plan, read
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.answers import Answers
from cao_scaffold.template.record import RECORD, recorded
from cao_scaffold.template.render import Place, render


@dataclass(frozen=True)
class Package:
    """A plugin, planned: where its package is, what changes there, and where its class is."""

    answers: Answers
    plan: Plan
    entry_point: str
    notes: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The folder with the `pyproject.toml`."""
        return self.plan.root

    @property
    def replaced(self) -> tuple[str, ...]:
        """The existing files whose content changes."""
        return tuple(c.path for c in self.plan.changes if c.before not in (None, c.after))


def entry_point(answers: Answers, place: Place) -> str:
    """Return where the plugin's class is, as an entry point says it."""
    return f"{place.package}.plugin:{answers.names.class_name}"


def new_package(answers: Answers, output: Path, *, force: bool = False) -> Package:
    """Plan a package in a folder of its own below `output`.

    Raises ScaffoldError where that folder cannot be made, or holds other files and not `force`.
    """
    root = output / answers.names.distribution
    _check_output(output, root)
    place = Place(answers.names.module)
    files = render(answers, place)
    files[RECORD] = recorded(read(root / RECORD), answers, place=place, files=files)
    changes = [Change(path, read(root / path), files[path]) for path in sorted(files)]
    plan = Plan(root, tuple(changes))
    if root.exists() and any(root.iterdir()) and not (force or plan.is_done):
        raise ScaffoldError(
            f"{root} is not empty",
            hint="give another --output, or --force to replace the files that differ",
        )
    return Package(answers, plan, entry_point(answers, place))


def _check_output(output: Path, root: Path) -> None:
    for folder in (output, *output.parents, root):
        if folder.exists() and not folder.is_dir():
            raise ScaffoldError(f"{folder} is a file, where a folder shall be")
    if root.is_symlink() and not root.exists():
        raise ScaffoldError(f"{root} is a link that leads nowhere", hint=f"rm {root}")
