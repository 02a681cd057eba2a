"""Real releases of CAO: pinned, made into environments once, and kept in the user's cache."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from uv import find_uv_bin

from cao_scaffold.host.environment import (
    DISTRIBUTION,
    NEWEST,
    cao_requirements,
    make_environment,
    uv,
)


class Pin(NamedTuple):
    """The SHA-256 of a release's wheel, for Linux on x86-64, and of its source distribution."""

    wheel: str
    sdist: str


PINS = {
    "2.1.1": Pin(
        "b1f66ef2b3b5d5cde83fca84fd512ac5a410319835770012bfc99ffc303c9053",
        "c5e0c0dfe20382f772e0601574940c3c14fc84a896f71fd413464f11775a7489",
    ),
    "2.3.0": Pin(
        "51149907aad982b603a4783cc920789c163ee60c446078f5c1db0870f0991ab5",
        "23730c68de8e15b0e94a4ea2ba1571759d7830c3554769e4b30378c19f730b13",
    ),
    "2.4.0": Pin(
        "06fd121bd5b9841bdb36b1b208cb8859a274cb577db0679fca0c9a1e5d1cefcb",
        "3c6815baaade89d261604014a4dd70cb6b63b85a5a99fccd942f63b1e3f477a9",
    ),
    "2.4.1": Pin(
        "a855447ef5960a0683eea753e94e26de5b5ef2e8e1aa1e52222a7a1429d0e457",
        "a5b1eb7b01d6c7ca569829e52603f109dde40824485c385230ee2a202583f481",
    ),
    "2.5.0": Pin(
        "694a4b6afdd29a35a66c853a8a49679229b5919044230d5a2145506f83ea0ae2",
        "35bd7ac868700b1e52a6d1709c6b78386fd75602d3538db01ceb269780301100",
    ),
    "2.5.3": Pin(
        "a3475c84e86e986101a70443ea152b4bf2c1c8d234554d0a3ae3899478ac889f",
        "98b54e8b1274498b2f25a4197634f733240fcb7af2c9446444e2c9d1955ae82e",
    ),
    NEWEST: Pin(
        "decfb7ad8d78a5d52108a12c7e972c59c5cbeb10d518120d788b070cd3908444",
        "3176e4b2b4d4a1a31171487d727f19cd89a4f96f1b213b4877aec87773bd5d93",
    ),
}
RELEASES = tuple(PINS)
# The releases that can have a provider of ours; those before them are of the synchronous era.
WITH_PROVIDERS = tuple(version for version in RELEASES if version != "2.1.1")


def environment_with_cao(version: str = NEWEST, *extra: str) -> Path:
    """Return the Python of an environment with CAO `version` and `extra`; not to be changed."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    more = hashlib.sha256("\n".join(extra).encode()).hexdigest()[:8] if extra else "alone"
    folder = _cached(
        f"cao-{version}-{PINS[version].wheel[:8]}-{more}-python-{python}",
        lambda folder: _make(folder, version, extra),
    )
    return folder / "bin" / "python"


def source_of_cao(version: str = NEWEST) -> Path:
    """Return the unpacked source distribution of CAO `version`; not to be changed."""
    folder = _cached(
        f"cao-{version}-{PINS[version].sdist[:8]}-source",
        lambda folder: _unpack(folder, version),
    )
    return next(path for path in folder.iterdir() if path.is_dir())


def tree_of_cao(version: str, folder: Path, *, whole: bool = False) -> Path:
    """Copy the source tree of CAO `version` to `folder`, to be changed at will.

    Left out, unless the `whole` is wanted, are the packages of the web interface: most of the
    files, none of them CAO's.
    """
    leave_out = None if whole else shutil.ignore_patterns("node_modules")
    source = source_of_cao(version)
    shutil.copytree(source, folder, ignore=leave_out, symlinks=True, dirs_exist_ok=True)
    return folder


def commit_all(tree: Path, *, ignored: bool = False) -> None:
    """Make `tree` a git repository with one commit of all its files, `ignored` ones too."""
    settings = ("user.name=A Tester", "user.email=tester@example.invalid", "gc.auto=0")
    git = ["git", *(word for setting in settings for word in ("-c", setting))]
    add = ("add", "--all", *(["--force"] if ignored else []))
    for words in (("init", "--quiet"), add, ("commit", "--quiet", "-m", "Released")):
        subprocess.run([*git, *words], cwd=tree, check=True)


def development_python(version: str = NEWEST) -> Path:
    """Return the Python of the environment in which CAO `version` itself is developed.

    As its lock file has it; CAO there is the untouched tree, so run it with the `src` of
    another tree on PYTHONPATH. Not to be changed.
    """
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    name = f"cao-{version}-{PINS[version].sdist[:8]}-development-python-{python}"
    source = source_of_cao(version)
    return _cached(name, lambda folder: _synchronize(folder, source)) / "bin" / "python"


def _synchronize(folder: Path, source: Path) -> None:
    left_out = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    # Some releases were published with a lock file a version behind: taken as it is.
    options = ("--quiet", "--frozen", "--all-extras", "--dev", "--python", sys.executable)
    subprocess.run(
        [find_uv_bin(), "sync", *options],
        cwd=source,
        env={**kept, "UV_PROJECT_ENVIRONMENT": str(folder)},
        check=True,
    )


def _cached(name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `name` of the cache; `make` it where it is not there whole."""
    named = os.environ.get("CAO_SCAFFOLD_TEST_CACHE")
    user = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    cache = Path(named) if named else user / "cao-scaffold-tests"
    cache.mkdir(parents=True, exist_ok=True)
    folder = cache / name
    complete = folder / "complete"
    # Test processes run side by side: one makes the folder, the others wait.
    with (cache / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not complete.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            complete.touch()
    return folder


def _make(folder: Path, version: str, extra: tuple[str, ...]) -> None:
    """Install the pinned CAO first, so that what it needs and `extra` come on top of it."""
    pins = folder.parent / f"{folder.name}.txt"
    pins.write_text(_requirement(version), encoding="utf-8")
    python = make_environment(folder, ["--no-deps", "--require-hashes", "-r", str(pins)])
    uv("pip", "install", "--quiet", "--python", python, *cao_requirements(version), *extra)


def _unpack(folder: Path, version: str) -> None:
    folder.mkdir()
    pins = folder / "pins.txt"
    pins.write_text(_requirement(version), encoding="utf-8")
    options = ("--quiet", "--no-deps", "--no-binary", DISTRIBUTION, "--dest", folder)
    uv("tool", "run", "pip", "download", *options, "--require-hashes", "-r", pins)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        archive.extractall(folder, filter="data")


def _requirement(version: str) -> str:
    wheel, sdist = PINS[version]
    return f"{DISTRIBUTION}=={version} --hash=sha256:{wheel} --hash=sha256:{sdist}\n"
