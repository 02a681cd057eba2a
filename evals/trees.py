"""A CAO tree in a workspace, and the provider that was to be added to it."""

from pathlib import Path

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.checkout import Checkout, find_checkout
from cao_scaffold.host.present import present_providers
from cao_scaffold.provider.names import ProviderNames
from evals.grading import CannotGradeError
from evals.tasks import CHECKOUT


def find_tree(workspace: Path) -> Checkout:
    """Return the tree; raise CannotGradeError where it can no longer be read."""
    try:
        return find_checkout(workspace / CHECKOUT)
    except (ScaffoldError, SyntaxError) as problem:
        raise CannotGradeError(f"the tree cannot be read: {problem}") from problem


def find_provider(checkout: Checkout, value: str) -> ProviderNames:
    """Return the provider `value`; raise CannotGradeError where the tree does not know it."""
    try:
        present = {names.value: names for names in present_providers(checkout)}
    except (ScaffoldError, SyntaxError) as problem:
        raise CannotGradeError(f"the tree cannot be read: {problem}") from problem
    if value not in present:
        raise CannotGradeError(f"ProviderType has no value {value}")
    return present[value]
