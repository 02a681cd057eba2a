"""The provider is known at every point where each provider of this tree has to be."""

from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.cli.check_provider import missing_points
from evals.grading import Check
from evals.trees import find_provider, find_tree


def checks(workspace: Path, provider: str) -> Iterator[Check]:
    """Yield one check: nothing is missing."""
    checkout = find_tree(workspace)
    find_provider(checkout, provider)
    missing = missing_points(checkout).get(provider, ())
    said = ", ".join(str(each) for each in missing)
    yield Check("it is known at every point", not missing, said)
