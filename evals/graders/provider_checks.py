"""`cao-scaffold check` has no finding in the provider's module."""

from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.checks.provider_module import (
    check_module,
    check_running_provider,
    read_provider,
)
from cao_scaffold.errors import ScaffoldError
from evals.grading import CannotGradeError, Check
from evals.trees import find_provider, find_tree
from tests.real_cao import development_python


def checks(workspace: Path, provider: str, version: str) -> Iterator[Check]:
    """Yield one check for its text, and one for what it does."""
    checkout = find_tree(workspace)
    names = find_provider(checkout, provider)
    try:
        # Where it is registered is judged by another grader.
        subject = read_provider(checkout, names, ())
        text = check_module(subject).findings
        conduct = check_running_provider(subject, development_python(version)).findings
    except (ScaffoldError, OSError, SyntaxError) as problem:
        raise CannotGradeError(str(problem)) from problem
    for name, findings in (("text", text), ("conduct", conduct)):
        said = "; ".join(f"{f.file}:{f.line} {f.code} {f.sentence}" for f in findings)
        yield Check(f"its {name} keeps to the contract", not findings, said)
