"""What a wheel and a source distribution carry."""

import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
import uv

ROOT = Path(__file__).parent.parent
FOLDERS = ("templates", "skills")
# Where they are in a wheel.
SHIPPED = {
    "templates": "cao_scaffold/_bundle/templates",
    "skills": "cao_scaffold/.agents/skills",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [uv.find_uv_bin(), "build", "--quiet", "--out-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    return folder


def files_below(name: str) -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_wheel_carries_it_whole(built: Path, folder: str) -> None:
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    prefix = SHIPPED[folder]
    carried = {folder + name.removeprefix(prefix) for name in names if name.startswith(prefix)}
    assert carried == files_below(folder)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_source_distribution_carries_it_whole(built: Path, folder: str) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    assert files_below(folder) <= names


def test_an_installed_wheel_writes_a_plugin(built: Path, tmp_path: Path) -> None:
    wheel = next(built.glob("*.whl"))
    command = [uv.find_uv_bin(), "tool", "run", "--quiet", "--from", str(wheel), "cao-scaffold"]
    subprocess.run([*command, "plugin", "telegram", "--defaults"], cwd=tmp_path, check=True)
    assert (tmp_path / "cao-telegram" / "cao_telegram" / "plugin.py").is_file()
