"""`cao-scaffold check` has no finding in the plugin package."""

from collections.abc import Iterator
from pathlib import Path

from cao_scaffold.checks.package import check_files, check_running
from cao_scaffold.checks.source import read_package
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.environment import NEWEST
from evals.graders.loads import SETTINGS
from evals.grading import CannotGradeError, Check
from evals.packages import find_package


def checks(workspace: Path) -> Iterator[Check]:
    """Yield one check for its files, and one for what they do."""
    package = find_package(workspace)
    settings = {**SETTINGS, "AUDIT_FILE": str(workspace / ".audit-of-the-check.jsonl")}
    try:
        subject = read_package(package.folder)
        files = check_files(subject).findings
        running = check_running(subject, package.python(NEWEST), settings).findings
    except ScaffoldError as problem:
        raise CannotGradeError(problem.message) from problem
    finally:
        (workspace / ".audit-of-the-check.jsonl").unlink(missing_ok=True)
    for name, findings in (("files", files), ("conduct", running)):
        said = "; ".join(f"{f.file}:{f.line} {f.code} {f.sentence}" for f in findings)
        yield Check(f"its {name} keep to the contract", not findings, said)
