"""How much it takes to add a provider, and how much what it wrote takes, beside its peers.

    python benchmarks/provider.py

`cao-scaffold provider` on the newest CAO's whole tree, a git repository of more than 12,000
files, beside `git status` of that tree and `copier copy` of a template of one file, in turn; then
the files that it opens there. Without --verify, which starts CAO itself. Then get_status of what
it wrote beside those of CAO's own providers. Takes some two minutes. Exits 1 when a target is
missed.
"""

import json
import math
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Run, Verdict, at_most, describe, run_in_turn, run_once
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.environment import NEWEST
from cao_scaffold.host.home import private_home
from cao_scaffold.host.process import run
from tests.real_cao import commit_all, environment_with_cao, tree_of_cao

RUNS = 10
ROUNDS = 40
SIZES = (32_000, 320_000)
PROGRAMS = Path(sys.executable).parent
OURS = str(PROGRAMS / "cao-scaffold")
VALUE = "new_cli"
# The exponent of growth; CAO's own removal of escapes, which takes most of it, is above 1 too.
LINEAR = 1.25


class Subjects:
    """The three commands, each as `run_in_turn` wants it."""

    def __init__(self, tree: Path, template: Path) -> None:
        self._tree, self._template = tree, template

    def words(self) -> list[str]:
        """Return our command, after its name."""
        return ["provider", VALUE, "--defaults", "--no-verify", "--repo", str(self._tree)]

    def add_provider(self, folder: Path) -> list[str]:
        """Ours, on a tree without the provider."""
        self.take_back()
        return [OURS, *self.words()]

    def git_status(self, folder: Path) -> list[str]:
        """What a maintainer types beside it."""
        return ["git", "-C", str(self._tree), "status", "--porcelain"]

    def copy_template(self, folder: Path) -> list[str]:
        """Copier, and next to nothing to copy."""
        command = [str(PROGRAMS / "copier"), "copy", "--defaults", "--quiet"]
        return [*command, str(self._template), str(folder / "made")]

    def take_back(self) -> None:
        """Make the tree what it was."""
        if (self._tree / ".cao-scaffold").exists():
            run_once([OURS, "remove", "provider", VALUE, "--repo", str(self._tree)], self._tree)


def small_template(folder: Path) -> Path:
    """Write a template with one question and one file."""
    folder.mkdir()
    (folder / "copier.yml").write_text("name:\n  type: str\n  default: new\n", encoding="utf-8")
    (folder / "{{ name }}.txt.jinja").write_text("{{ name }}\n", encoding="utf-8")
    return folder


def named_by_points(tree: Path, paths: Sequence[str]) -> set[str]:
    """Return those of `paths` that a point names, or that say what a tree is."""
    # Imported after the commands were measured: a child's peak is at least its parent's.
    from cao_scaffold import points
    from cao_scaffold.host.checkout import find_checkout
    from cao_scaffold.host.facts import PLACES
    from cao_scaffold.host.present import ENUM, MANAGER
    from cao_scaffold.points.survey import known_by_name, survey
    from cao_scaffold.provider.names import ProviderNames

    checkout = find_checkout(tree)
    held = survey(checkout, [known_by_name(ProviderNames.of(VALUE))])
    homes = {checkout.code(path) for path in (ENUM, MANAGER, *(p for p, _ in PLACES.values()))}
    known = homes | {path for each in held for path in each.paths}
    # A point may look into its home and find that this release has no place for it.
    modules = Path(points.__file__).parent.glob("*.py")
    words = "".join(module.read_text(encoding="utf-8") for module in modules)
    return {path for path in paths if path in known or f'"{path}"' in words}


def opened(tree: Path, words: list[str]) -> list[str]:
    """Return the files of `tree` that our command opens, but for its own."""
    script = Path(__file__).with_name("opened.py")
    with private_home() as home:
        finished = run(
            [sys.executable, script, tree, *words], environment=home.environment(), folder=tree
        )
    if finished.code != 0:
        raise ScaffoldError(finished.errors)
    paths: list[str] = json.loads(finished.output)
    return [path for path in paths if not path.startswith(".cao-scaffold")]


def status_seconds(tree: Path) -> dict[str, list[float]]:
    """Return the median seconds of get_status of each provider of `tree`, by size."""
    script = Path(__file__).with_name("statuses.py")
    words = map(str, (ROUNDS, *SIZES))
    with private_home() as home:
        finished = run(
            [environment_with_cao(NEWEST), script, *words],
            environment=home.environment({"PYTHONPATH": str(tree / "src")}),
            folder=home.path,
        )
    if finished.code != 0:
        raise ScaffoldError(f"get_status was not measured:\n{finished.errors}")
    medians: dict[str, list[float]] = json.loads(finished.output)
    return medians


def judge_adding(tree: Path, template: Path) -> tuple[Verdict, ...]:
    """Compare adding a provider with the two commands that it takes no longer than."""
    subjects = Subjects(tree, template)
    ours, status, copy = run_in_turn(
        (subjects.add_provider, subjects.git_status, subjects.copy_template), times=RUNS
    )
    subjects.take_back()
    paths = opened(tree, subjects.words())
    subjects.take_back()
    named = named_by_points(tree, paths)
    others = [path for path in paths if path not in named]
    files = sum(path.is_file() for path in tree.rglob("*") if ".git" not in path.parts)
    print(f"a tree of {files} files, medians of {RUNS} runs (least to greatest), peak memory")
    print(describe("cao-scaffold provider", ours))
    print(describe("git status", status))
    print(describe("copier copy, one file", copy))
    print(f"  files opened in the tree: {len(paths)}; that no point names: {others or 'none'}")
    both = median_seconds(status) + median_seconds(copy)
    memory = peak(status) + peak(copy)
    return (
        at_most("time beside the two together", median_seconds(ours) / both, 1),
        at_most("memory beside the two together", peak(ours) / memory, 1),
        at_most("files opened that no point names", len(others), 0),
    )


def judge_statuses(tree: Path) -> tuple[Verdict, ...]:
    """Compare get_status of ours with those of CAO's own providers."""
    seconds = status_seconds(tree)
    print(f"get_status, median of {ROUNDS} calls, buffers of {' and '.join(map(str, SIZES))} bytes")
    for name, times in sorted(seconds.items(), key=lambda item: item[1]):
        shown = "".join(f"{each * 1000:10.3f} ms" for each in times)
        print(f"  {name:<18}{shown}   exponent {growth(times):.2f}")
    ours = seconds.pop(VALUE)
    peers = [statistics.median(times) for times in zip(*seconds.values(), strict=True)]
    return (
        *(
            at_most(f"get_status on {size} bytes beside CAO's median", mine / theirs, 1)
            for size, mine, theirs in zip(SIZES, ours, peers, strict=True)
        ),
        at_most("the exponent of its growth", growth(ours), LINEAR),
    )


def growth(times: Sequence[float]) -> float:
    """Return x where the time grows as the size to the power of x."""
    return math.log(times[1] / times[0]) / math.log(SIZES[1] / SIZES[0])


def median_seconds(runs: Sequence[Run]) -> float:
    """Return the median time."""
    return statistics.median(each.seconds for each in runs)


def peak(runs: Sequence[Run]) -> float:
    """Return the greatest memory, in MiB."""
    return max(each.memory for each in runs)


def main() -> int:
    """Measure, print, judge."""
    with tempfile.TemporaryDirectory() as folder:
        tree = tree_of_cao(NEWEST, Path(folder).resolve() / "tree", whole=True)
        commit_all(tree, ignored=True)
        adding = judge_adding(tree, small_template(Path(folder) / "template"))
        subjects = Subjects(tree, Path(folder))
        run_once(subjects.add_provider(tree), tree)
        verdicts = (*adding, *judge_statuses(tree))
    print(*verdicts, sep="\n")
    return 0 if all(verdict.reached for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
