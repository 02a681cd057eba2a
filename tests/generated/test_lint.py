"""A package is clean under the linters of CAO and of the package itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.generated.conftest import Generate
from tests.generated.variants import VARIANTS, Variant

pytestmark = [
    pytest.mark.cao,
    pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name),
]


def lint(package: Path, *command: str | Path) -> None:
    """Run a linter in a package; fail with its words."""
    line = [sys.executable, "-m", *map(str, command), "."]
    ended = subprocess.run(line, cwd=package, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_it_is_clean_under_ruff(generate: Generate, variant: Variant) -> None:
    package = generate(variant)
    lint(package, "ruff", "check", "--no-cache")
    lint(package, "ruff", "check", "--no-cache", "--isolated", "--line-length=100")
    lint(package, "ruff", "check", "--no-cache", "--isolated", "--line-length=100", "--select=I")


def test_it_is_clean_under_black(generate: Generate, variant: Variant) -> None:
    lint(generate(variant), "black", "--check", "--diff", "--quiet", "--line-length=100")


@pytest.fixture(scope="session")
def mypy_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mypy")


def test_it_is_clean_under_mypy(
    generate: Generate, variant: Variant, package_python: Path, mypy_cache: Path
) -> None:
    lint(
        generate(variant),
        *("mypy", "--strict", "--cache-dir", mypy_cache, "--python-executable", package_python),
    )
