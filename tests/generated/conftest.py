"""Packages made from the template once a session, and an environment that can run them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_copier.plugin import CopierFixture

from cao_scaffold.bundle import bundle_path
from cao_scaffold.host.environment import cao_requirements, make_environment
from tests.generated.variants import Variant

Generate = Callable[[Variant], Path]


@pytest.fixture(scope="session")
def copier_template_root() -> Path:
    """The template of plugins; pytest-copier makes a repository of it."""
    return bundle_path("templates") / "plugin"


@pytest.fixture(scope="session")
def _packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packages")


@pytest.fixture
def generate(copier: CopierFixture, _packages: Path) -> Generate:
    """Return what makes the package of a variant; the same folder each time, not to be changed."""

    def generate(variant: Variant) -> Path:
        folder = _packages / variant.name
        if not folder.exists():
            copier.copy(folder, **variant.answers)
        return folder

    return generate


@pytest.fixture
def render(copier: CopierFixture, tmp_path: Path) -> Callable[..., Path]:
    """Return what makes a package of any answers."""

    def render(**answers: Any) -> Path:
        copier.copy(tmp_path / "package", **answers)
        return tmp_path / "package"

    return render


@pytest.fixture(scope="session")
def package_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with CAO, what the packages need, and today's pytest."""
    needed = ("httpx>=0.27,<1", "python-dotenv>=1.0", "pytest", "coverage")
    folder = tmp_path_factory.mktemp("environment") / "venv"
    return make_environment(folder, [*cao_requirements(), *needed])
