"""A plugin requires CAO, whose classes it imports."""

from collections.abc import Iterator

from cao_scaffold.checks.check import Check, Spot
from cao_scaffold.checks.source import Package
from cao_scaffold.checks.source.project import FILE, distribution
from cao_scaffold.host.environment import DISTRIBUTION


def _find(package: Package) -> Iterator[Spot]:
    project = package.project
    if project.is_dynamic("dependencies"):
        return
    if DISTRIBUTION not in map(distribution, project.requirements):
        yield Spot(
            FILE,
            project.line("dependencies =", "[project]"),
            f"does not require {DISTRIBUTION}",
            f'dependencies = ["{DISTRIBUTION}"] under [project]',
        )


CHECK = Check(
    "CAO107",
    "cao-declared",
    "The project requires cli-agent-orchestrator.",
    "Installed alone, the package cannot be imported; installed beside CAO, nothing holds the "
    "two to releases that fit.",
    _find,
)
