"""An existing package: what of its pyproject.toml can be read, and where its code is."""

import textwrap

import pytest

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.project import find_package, read_project


def project(tmp_path, text, *folders):
    (tmp_path / "pyproject.toml").write_bytes(textwrap.dedent(text).encode())
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "__init__.py").touch()
    return read_project(tmp_path)


UNREADABLE = {
    "broken": ("[project\n", "is broken"),
    "no text": ("\udcff", "is broken"),
    "no project": ("[tool.poetry]\nname = 'x'\n", r"has no \[project\]"),
    "a list that is none": ("[project]\nname='x'\ndependencies='a'\n", "dependencies is of the wr"),
    "a table that is none": ("tool=1\n[project]\nname='x'\n", "tool is of the wrong type"),
    "dynamic dependencies": ("[project]\nname='x'\ndynamic=['dependencies']\n", "dynamic"),
}


@pytest.mark.parametrize(("text", "message"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_it_refuses_what_it_cannot_read(tmp_path, text, message):
    (tmp_path / "pyproject.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ScaffoldError, match=message):
        read_project(tmp_path)


@pytest.mark.parametrize(
    ("text", "folder", "name"),
    [
        ("", "acme_ops", "acme_ops"),
        ("", "src/acme_ops", "acme_ops"),
        ("[tool.hatch.build.targets.wheel]\npackages = ['python/core']", "python/core", "core"),
        ("[project.entry-points.'cao.plugins']\na = 'acme.cao.plugin:A'", "acme/cao", "acme.cao"),
        ("[project.entry-points.'cao.plugins']\na = 'x.plugin:A'", "src/x", "x"),
    ],
)
def test_it_finds_the_package(tmp_path, text, folder, name):
    found = find_package(project(tmp_path, f'[project]\nname = "Acme.Ops"\n{text}\n', folder))
    assert (found.name, str(found.folder)) == (name, folder)


@pytest.mark.parametrize("packages", ["['/etc']", "['../other']", "['.']", "['nowhere']"])
def test_it_takes_no_package_outside(tmp_path, packages):
    text = f"[project]\nname = 'acme'\n[tool.hatch.build.targets.wheel]\npackages = {packages}\n"
    assert find_package(project(tmp_path, text, "acme")).name == "acme"


def test_it_says_where_it_looked_for_the_package(tmp_path):
    with pytest.raises(ScaffoldError, match="looked for acme, src/acme"):
        find_package(project(tmp_path, '[project]\nname = "acme"\n', "other"))
