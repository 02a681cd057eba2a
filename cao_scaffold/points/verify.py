"""A plan tried out before it is applied: it loads in the host's own Python, and is formatted."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from cao_scaffold.edit.plan import Plan
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.checkout import PACKAGE, Checkout
from cao_scaffold.host.home import private_home
from cao_scaffold.host.probe import ProbeError, run_probe
from cao_scaffold.host.process import run

_FORMATTERS: dict[str, Callable[[Path], tuple[str, ...]]] = {
    "black": lambda tree: ("--check",),
    # Which imports are CAO's own, isort learns from the folders of the tree.
    "isort": lambda tree: ("--check-only", "--src-path", str(tree), "--src-path", f"{tree}/src"),
}
_LOAD = """
import pathlib


def probe(argument):
    import cli_agent_orchestrator
    from cli_agent_orchestrator.models.provider import ProviderType
    from cli_agent_orchestrator.providers.manager import ProviderManager

    provider = ProviderManager().create_provider(
        ProviderType(argument["value"]).value, "00000000", "session", "window", None
    )
    return {
        "package": str(pathlib.Path(cli_agent_orchestrator.__file__).parent),
        "class": type(provider).__name__,
    }
"""


def verify_loads(plan: Plan, checkout: Checkout, *, value: str, python: Path) -> None:
    """Build a copy of CAO's package with the plan's changes, and construct the provider there.

    Nothing in the tree is touched. Raises ScaffoldError where the provider does not load.
    """
    with TemporaryDirectory(prefix="cao-scaffold-") as scratch, private_home() as home:
        package = Path(scratch).resolve() / PACKAGE
        _stage(plan, checkout, package)
        try:
            loaded = run_probe(
                python,
                _LOAD,
                {"value": value},
                home=home,
                environment={"PYTHONPATH": scratch},
                folder=home.path,
            )
        except ProbeError as problem:
            last = problem.errors.strip().split("\n")[-1]
            raise ScaffoldError(
                f"the provider would not load in {python}: {last or problem.message}",
                hint="nothing was written; --no-verify writes it all the same",
            ) from problem
    if loaded["package"] != str(package):
        raise ScaffoldError(
            f"{python} does not load CAO from where PYTHONPATH says", hint="give another --python"
        )


def verify_format(plan: Plan, checkout: Checkout, *, python: Path) -> tuple[str, ...]:
    """Hold copies of the plan's Python files to the tree's own formatters, where `python` has them.

    Returns the formatters that were asked. Nothing in the tree is touched. Raises ScaffoldError
    for what one of them would write otherwise.
    """
    with TemporaryDirectory(prefix="cao-scaffold-") as scratch, private_home() as home:
        root = Path(scratch).resolve()
        paths = [path for path in _write_python(plan, checkout, root) if path.endswith(".py")]
        asked = []
        for formatter, options in _FORMATTERS.items():
            call = partial(run, environment=home.environment(), folder=root)
            if call([python, "-m", formatter, "--version"]).code != 0:
                continue
            asked.append(formatter)
            finished = call([python, "-m", formatter, *options(checkout.root), *paths])
            if finished.code != 0:
                said = (finished.output + finished.errors).strip().split("\n")[0]
                raise ScaffoldError(
                    f"{formatter} would write it otherwise: {said}",
                    hint="nothing was written; --no-verify writes it all the same",
                )
    return tuple(asked)


def _write_python(plan: Plan, checkout: Checkout, root: Path) -> tuple[str, ...]:
    """Write what the plan changes, and the tree's settings, below `root`; return the paths."""
    settings = checkout.text("pyproject.toml")
    (root / "pyproject.toml").write_text(settings or "", encoding="utf-8")
    for change in plan.changes:
        if change.after is not None:
            (root / change.path).parent.mkdir(parents=True, exist_ok=True)
            (root / change.path).write_bytes(change.after)
    return tuple(change.path for change in plan.changes if change.after is not None)


def _stage(plan: Plan, checkout: Checkout, package: Path) -> None:
    """Copy CAO's package to `package`, as the plan would leave it."""
    leave_out = shutil.ignore_patterns("__pycache__", "web_ui", ".cao-scaffold*")
    shutil.copytree(checkout.root / checkout.package, package, ignore=leave_out)
    for change in plan.changes:
        path = Path(change.path)
        if path.is_relative_to(checkout.package) and change.after is not None:
            staged = package / path.relative_to(checkout.package)
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(change.after)
