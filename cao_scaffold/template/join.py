"""A plugin that joins an existing package: its module, tests and entry point, as a plan."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import tomlkit

from cao_scaffold.edit.plan import Change, Plan, read
from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.addition import Addition, add_plugin
from cao_scaffold.template.answers import Answers
from cao_scaffold.template.package import Package, entry_point
from cao_scaffold.template.project import (
    FILE,
    GROUP,
    Project,
    find_package,
    is_inside,
    read_project,
)
from cao_scaffold.template.record import RECORD, recorded
from cao_scaffold.template.render import Place, render

ENVIRONMENT = "env.template"

# Files that rule pytest in the place of pyproject.toml.
_PYTEST_FILES = ("pytest.toml", ".pytest.toml", "pytest.ini", ".pytest.ini")


def join_package(answers: Answers, root: Path, *, force: bool = False) -> Package:
    """Plan the plugin as part of the package in `root`.

    Raises ScaffoldError where that is no package, or has such a plugin or module already;
    with `force`, files of the plugin are replaced, and nothing but these.
    """
    project = read_project(root)
    package = find_package(project)
    folder = package.folder / answers.names.plugin
    tests = f"{_tests_folder(project)}/{answers.names.plugin}"
    place = Place(f"{package.name}.{answers.names.plugin}", tests)
    _check_free(project, answers, place=place, folder=folder, force=force)
    rendered = render(answers, place)
    files = _own_files(rendered, place, folder)
    shared = _shared_files(project, rendered, answers)
    changes = [Change(path, read(root / path), files[path]) for path in sorted(files)]
    record = recorded(read(root / RECORD), answers, place=place, files=files, shared=shared)
    changes += [*shared, Change(RECORD, read(root / RECORD), record)]
    return Package(answers, Plan(root, tuple(changes)), entry_point(answers, place), _notes(root))


def _tests_folder(project: Project) -> str:
    """Return where the package keeps its tests: what pytest is told, else the usual folder."""
    pytest = project.table.get("tool", {}).get("pytest", {})
    named = pytest.get("ini_options", pytest).get("testpaths", [])
    for name in [*(named.split() if isinstance(named, str) else named), "tests", "test"]:
        place = PurePosixPath(str(name))
        if is_inside(place) and (project.root / place).is_dir():
            return str(place)
    return "tests"


def _check_free(
    project: Project, answers: Answers, *, place: Place, folder: Path, force: bool
) -> None:
    key, value = answers.names.plugin, entry_point(answers, place)
    taken = project.entry_points.get(key)
    if taken and not (force and taken == value):
        raise ScaffoldError(
            f"{project.root / FILE} has the entry point {key} = {taken!a} already",
            hint="choose another NAME",
        )
    for path in (folder, folder.with_name(f"{folder.name}.py"), Path(place.tests)):
        if (project.root / path).exists() and not (force and taken):
            raise ScaffoldError(f"{project.root / path} exists already", hint="choose another NAME")


def _own_files(rendered: Mapping[str, bytes], place: Place, folder: Path) -> dict[str, bytes]:
    """Return the module and the tests among `rendered`, by their paths in the package."""
    module = place.package.replace(".", "/") + "/"
    tests = place.tests + "/"
    files = {}
    for path, content in rendered.items():
        if path.startswith(module):
            files[f"{folder.as_posix()}/{path.removeprefix(module)}"] = content
        elif path.startswith(tests):
            files[path] = content
    return files


def _addition(rendered: Mapping[str, bytes]) -> Addition:
    """Read what the plugin needs from the pyproject.toml it would have had of its own."""
    alone = tomlkit.parse(rendered[FILE].decode("utf-8")).unwrap()
    ((key, value),) = alone["project"]["entry-points"][GROUP].items()
    development = alone.get("dependency-groups", {}).get("dev", [])
    return Addition(key, value, tuple(alone["project"]["dependencies"]), tuple(development))


def _shared_files(
    project: Project, rendered: Mapping[str, bytes], answers: Answers
) -> list[Change]:
    """Return what changes in the files that the package's plugins have in common."""
    text = project.text.encode("utf-8")
    edited = add_plugin(project, _addition(rendered)).encode("utf-8")
    before = read(project.root / ENVIRONMENT)
    after = _environment(before, rendered.get(ENVIRONMENT), answers)
    return [Change(FILE, text, edited)] + (
        [Change(ENVIRONMENT, before, after)] if after != before else []
    )


def _environment(before: bytes | None, own: bytes | None, answers: Answers) -> bytes | None:
    """Return env.template with the plugin's variables appended, unless they are there."""
    if own is None or not before:
        return own or before
    names = [answers.names.prefix + variable.name for variable in answers.integration.variables]
    if all(f"{name}=".encode() in before for name in names):
        return before
    return before.rstrip(b"\n") + b"\n\n" + own


def _notes(root: Path) -> tuple[str, ...]:
    rulers = [name for name in _PYTEST_FILES if (root / name).exists()]
    return tuple(
        f'{name} rules pytest here: add "-p no:libtmux" to its addopts' for name in rulers[:1]
    )
