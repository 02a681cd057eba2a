"""The source distribution of CAO, for the tests that read it."""

import os
import tarfile
from pathlib import Path

import pytest

from cao_scaffold.host.environment import DISTRIBUTION, NEWEST, uv


@pytest.fixture(scope="session")
def cao_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution of the newest CAO; not to be changed."""
    given = os.environ.get("CAO_SCAFFOLD_SDIST")
    folder = tmp_path_factory.mktemp("sdist")
    if not given:
        wanted = f"{DISTRIBUTION}=={NEWEST}"
        options = ("--quiet", "--no-deps", "--no-binary", ":all:", "--dest", folder)
        uv("tool", "run", "pip", "download", *options, wanted)
        (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(given or archive) as packed:
        packed.extractall(folder, filter="data")
    (unpacked,) = (each for each in folder.iterdir() if each.is_dir())
    return unpacked
