"""The source distribution of CAO, for the tests that read it."""

import os
import tarfile
from pathlib import Path

import pytest

from cao_scaffold.host.environment import DISTRIBUTION, NEWEST, uv


@pytest.fixture(scope="session")
def cao_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution of the newest CAO; not to be changed."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cao-scaffold-tests"
    kept = cache / f"cao-{NEWEST}-sdist"
    if not list(kept.glob("*.tar.gz")):
        options = ("--quiet", "--no-deps", "--no-binary", ":all:", "--dest", kept)
        uv("tool", "run", "pip", "download", *options, f"{DISTRIBUTION}=={NEWEST}")
    (archive,) = kept.glob("*.tar.gz")
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    (unpacked,) = folder.iterdir()
    return unpacked
