"""An addition: what a plugin needs in pyproject.toml, and every other byte as it was."""

import textwrap

import pytest
import tomlkit

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.addition import Addition, add_plugin
from tests.template.test_project import project

TWO = Addition("two", "p.two.plugin:TwoPlugin", ("cli-agent-orchestrator>=2.1.1", "httpx<1"), ())


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
