"""Which files a package has, and what they are called."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import tomlkit

from cao_scaffold.names import Names
from tests.generated.conftest import Generate
from tests.generated.variants import VARIANTS, Variant

Render = Callable[..., Path]

ENGINE = (
    "agents",
    "client",
    "filters",
    "lanes",
    "outbox",
    "pace",
    "plugin",
    "redaction",
    "settings",
    "spool",
    "telegram",
    "text",
)


def python_files(package: Path, folder: str) -> list[str]:
    return sorted(path.name for path in (package / folder).glob("*.py"))


def test_it_keeps_a_blank_plugin_small(render: Render) -> None:
    package = render(plugin_name="blank", integration="blank")
    assert python_files(package, "cao_blank") == ["__init__.py", "plugin.py"]
    assert python_files(package, "tests") == ["conftest.py", "test_plugin.py"]
    assert not (package / "env.template").exists()


def test_it_has_a_test_module_for_each_module(render: Render) -> None:
    package = render(plugin_name="chat", integration="telegram")
    assert python_files(package, "cao_chat") == ["__init__.py", *(f"{name}.py" for name in ENGINE)]
    assert python_files(package, "tests") == [
        "conftest.py",
        *(f"test_{name}.py" for name in sorted(ENGINE)),
    ]


def test_it_gives_test_modules_the_plugins_name_in_an_existing_package(render: Render) -> None:
    package = render(
        plugin_name="chat", integration="telegram", package="my_pkg.chat", tests="tests/chat"
    )
    assert python_files(package, "my_pkg/chat") == ["__init__.py", *(f"{n}.py" for n in ENGINE)]
    assert python_files(package, "tests/chat") == [
        "conftest.py",
        *(f"test_chat_{name}.py" for name in sorted(ENGINE)),
    ]
    assert python_files(package, "tests") == []


def test_it_learns_no_names_where_no_text_speaks_of_agents(render: Render) -> None:
    package = render(plugin_name="x", integration="discord", events=["post_kill_session"])
    assert not (package / "cao_x" / "agents.py").exists()
    assert "terminal" not in (package / "cao_x" / "plugin.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["telegram", "ops_feed", "x2", "a_" * 24 + "b1"])
def test_it_uses_the_names_that_the_project_derives(render: Render, name: str) -> None:
    names = Names(name)
    package = render(plugin_name=name, integration="discord")
    document = tomlkit.parse((package / "pyproject.toml").read_text(encoding="utf-8")).unwrap()
    assert document["project"]["name"] == names.distribution
    assert document["project"]["entry-points"]["cao.plugins"] == {
        name: f"{names.module}.plugin:{names.class_name}"
    }
    source = (package / names.module / "plugin.py").read_text(encoding="utf-8")
    assert f"class {names.class_name}(CaoPlugin)" in source
    settings = (package / names.module / "settings.py").read_text(encoding="utf-8")
    assert f'PREFIX = "{names.prefix}"' in settings


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name)
def test_it_writes_whole_files(generate: Generate, variant: Variant) -> None:
    package = generate(variant)
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert text == "" or (text.endswith("\n") and not text.endswith("\n\n")), path
        assert not re.search(r"\{%|%\}|\{#|StrictUndefined", text), path
        if path.suffix == ".py":
            ast.parse(text)
        if path.suffix == ".toml":
            tomlkit.parse(text)


@pytest.mark.parametrize("integration", ["discord", "telegram"])
def test_it_documents_each_variable_that_it_reads(render: Render, integration: str) -> None:
    package = render(plugin_name="x", integration=integration)
    settings = (package / "cao_x" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'read\.\w+\(\s*"([A-Z_]+)"', settings))
    template = (package / "env.template").read_text(encoding="utf-8")
    assert read == set(re.findall(r"^(?:# )?CAO_X_([A-Z_]+)=", template, re.MULTILINE))
