"""pyproject.toml: a plugin added, and everything else as it was."""

import textwrap

import pytest
import tomlkit

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.project import Addition, add_plugin, find_package, read_project

TWO = Addition("two", "p.two.plugin:TwoPlugin", ("cli-agent-orchestrator>=2.1.1", "httpx<1"), ())


def project(tmp_path, text, *folders):
    (tmp_path / "pyproject.toml").write_bytes(textwrap.dedent(text).encode())
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "__init__.py").touch()
    return read_project(tmp_path)


def test_it_leaves_alone_what_is_there_already(tmp_path):
    text = """\
        [project]
        name = "p"
        dependencies = ["CLI_Agent.Orchestrator == 2.5.4 ; python_version > '3'", "httpx[http2]"]
        [project.optional-dependencies]
        test = ["pytest"]
        [tool.pytest.ini_options]
        addopts = ["-p", "no:libtmux"]
        [project.entry-points."cao.plugins"]
        """
    addition = Addition(TWO.key, TWO.value, TWO.dependencies, ("pytest>=8",))
    edited = add_plugin(project(tmp_path, text), addition)
    assert edited == textwrap.dedent(text) + 'two = "p.two.plugin:TwoPlugin"\n'


BEFORE = """\
# a plugin of ours
[build-system]
requires = ["hatchling"]   # odd   spacing

[project]
name = "p"
dependencies = [
    "cli-agent-orchestrator",  # why
    # "old",
    "attrs",
]

[project.entry-points."cao.plugins"]
one = "p.plugin:OnePlugin"  # the first

# tools
[tool.ruff]
line-length   = 100

[tool.pytest.ini_options]
addopts = '-q'
"""

AFTER = """\
# a plugin of ours
[build-system]
requires = ["hatchling"]   # odd   spacing

[project]
name = "p"
dependencies = [
    "cli-agent-orchestrator",  # why
    # "old",
    "attrs",
    "httpx<1",
]

[project.entry-points."cao.plugins"]
one = "p.plugin:OnePlugin"  # the first
two = "p.two.plugin:TwoPlugin"

# tools
[tool.ruff]
line-length   = 100

[tool.pytest.ini_options]
addopts = "-q -p no:libtmux"
"""


def test_it_adds_what_is_missing(tmp_path):
    assert add_plugin(project(tmp_path, BEFORE), TWO) == AFTER


def test_it_keeps_the_ends_of_the_lines(tmp_path):
    crlf = BEFORE.replace("\n", "\r\n")
    assert add_plugin(project(tmp_path, crlf), TWO) == AFTER.replace("\n", "\r\n")


def test_it_adds_the_tables_that_are_missing(tmp_path):
    text = """\
        [project]
        name = "p"
        [tool.x]
        y = 1
        """
    addition = Addition("two", "p.two.plugin:Two", ("httpx",), ("pytest>=8",))
    assert add_plugin(project(tmp_path, text), addition) == textwrap.dedent("""\
        [project]
        name = "p"
        dependencies = ["httpx"]

        [project.entry-points."cao.plugins"]
        two = "p.two.plugin:Two"

        [tool.x]
        y = 1

        [tool.pytest.ini_options]
        addopts = "-p no:libtmux"

        [dependency-groups]
        dev = ["pytest>=8"]
        """)


EDITABLE = {
    "no end of line": '[project]\nname = "p"',
    "blank lines at the end": '[project]\nname = "p"\n\n\n',
    "no trailing comma": '[project]\nname = "p"\ndependencies = [\n  "a",\n  "b"\n]\n',
    "inline tables": '[project]\nname = "p"\nentry-points = { "cao.plugins" = { a = "p:A" } }\n',
    "other entry points": '[project]\nname = "p"\n[project.entry-points.x]\nz = "p:Z"\n[tool.y]\n',
    "pytest's own table": '[project]\nname = "p"\n[tool.pytest]\naddopts = ["-q"]\n',
    "pytest's own table, no option": '[project]\nname = "p"\n[tool.pytest]\nstrict = true\n',
    "pytest's list": '[project]\nname = "p"\n[tool.pytest.ini_options]\naddopts = ["-q"]\n',
    "split tables": '[project]\nname = "p"\n[tool.a]\n[project.urls]\nh = "u"\n[tool.b]\n',
    "empty list": '[project]\nname = "p"\ndependencies = []\n',
}


@pytest.mark.parametrize("text", EDITABLE.values(), ids=EDITABLE.keys())
def test_it_adds_in_any_manner_of_writing(tmp_path, text):
    edited = add_plugin(project(tmp_path, text), TWO)
    table = tomlkit.parse(edited).unwrap()
    assert table["project"]["entry-points"]["cao.plugins"]["two"] == TWO.value
    assert table["project"]["dependencies"][-2:] == list(TWO.dependencies)
    assert "no:libtmux" in str(table["tool"]["pytest"])
    assert edited.endswith("\n")


def test_it_refuses_a_manner_of_writing_that_it_would_break(tmp_path):
    with pytest.raises(ScaffoldError, match="cannot be added to safely"):
        add_plugin(project(tmp_path, 'project.name = "p"\nproject.dependencies = []\n'), TWO)


UNREADABLE = {
    "broken": ("[project\n", "is broken"),
    "no text": ("\udcff", "is broken"),
    "no project": ("[tool.poetry]\nname = 'x'\n", r"has no \[project\]"),
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


def test_it_says_where_it_looked_for_the_package(tmp_path):
    with pytest.raises(ScaffoldError, match="looked for acme, src/acme"):
        find_package(project(tmp_path, '[project]\nname = "acme"\n', "other"))
