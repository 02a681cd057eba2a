"""A package of the plugin's own: what is generated parses, whatever was answered."""

import ast
from pathlib import Path

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cao_scaffold.edit.plan import read
from cao_scaffold.errors import ScaffoldError, UsageError
from cao_scaffold.events import EVENTS
from cao_scaffold.names import parse_name
from cao_scaffold.template.answers import (
    Answers,
    check_description,
    check_license,
    check_text,
)
from cao_scaffold.template.integrations import find_integration, integration_names
from cao_scaffold.template.package import new_package

ALL = tuple(event.name for event in EVENTS)


def answers(name="ops-feed", integration="blank", events=None, **texts):
    found = find_integration(integration)
    return Answers(
        names=parse_name(name),
        integration=found,
        events=events or found.events,
        description=check_description(texts.get("description", found.summary)),
        author=check_text("author", texts.get("author", "")),
        license=check_license(texts.get("license", "MIT")),
    )


def files_of(package):
    return {change.path: change.after for change in package.plan.changes}


def assert_parses(package):
    """Assert that all code and data parse, and say what was answered; return the project."""
    files = files_of(package)
    for path, content in files.items():
        text = content.decode("utf-8")
        if path.endswith(".py"):
            compile(text, path, "exec", ast.PyCF_ONLY_AST)
    project = tomlkit.parse(files["pyproject.toml"].decode()).unwrap()["project"]
    given = package.answers
    assert project["description"] == given.description
    assert project["license"] == given.license
    assert [author["name"] for author in project.get("authors", [])] == (
        [given.author] if given.author else []
    )
    record = tomlkit.parse(files[".cao-scaffold.toml"].decode()).unwrap()
    assert record["plugins"][given.names.plugin]["answers"]["description"] == given.description
    return project


@pytest.mark.parametrize("integration", integration_names())
def test_it_names_everything_after_the_plugin(integration):
    package = new_package(answers(integration=integration, events=ALL), Path("out"))
    project = assert_parses(package)
    assert package.root == Path("out/cao-ops-feed")
    assert project["name"] == "cao-ops-feed"
    assert project["entry-points"] == {
        "cao.plugins": {"ops_feed": "cao_ops_feed.plugin:OpsFeedPlugin"}
    }
    assert package.entry_point == "cao_ops_feed.plugin:OpsFeedPlugin"
    plugin = files_of(package)["cao_ops_feed/plugin.py"].decode()
    assert "class OpsFeedPlugin(CaoPlugin):" in plugin
    assert all(f'@hook("{event}")' in plugin for event in ALL)


@pytest.mark.parametrize("integration", integration_names())
def test_it_documents_each_variable(integration):
    package = new_package(answers(integration=integration), Path("out"))
    template = files_of(package).get("env.template", b"").decode()
    for variable in package.answers.variables:
        assert variable.name in template


def test_it_is_the_same_each_time(tmp_path):
    one = new_package(answers(integration="discord"), tmp_path)
    two = new_package(answers(integration="discord"), Path("elsewhere"))
    assert files_of(one) == files_of(two)


def test_it_holds_no_path_of_this_machine(tmp_path):
    content = b"".join(files_of(new_package(answers(integration="telegram"), tmp_path)).values())
    for place in (tmp_path, Path.home(), Path(__file__).parents[2]):
        assert str(place).encode() + b"/" not in content


TRICKY = ['"', "'", '"""', "\\", "\\u", "$(x)", "`", "#", "{", "}", "%", "|", "<!--", "]", "\u00e9"]


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_it_generates_parses_or_is_refused(data):
    printable = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
    text = st.lists(st.sampled_from(TRICKY) | printable, max_size=8).map("".join)
    try:
        given = answers(
            data.draw(
                st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,9}([-_][a-z0-9]{1,9})?", fullmatch=True)
            ),
            data.draw(st.sampled_from(integration_names())),
            tuple(e for e in ALL if data.draw(st.booleans())) or ALL[:1],
            description="." + data.draw(text),
            author=data.draw(text),
            license=data.draw(st.sampled_from(["MIT", "LicenseRef-x", "Apache-2.0 OR MIT"])),
        )
    except UsageError:
        return
    assert_parses(new_package(given, Path("out")))


def test_it_refuses_a_folder_that_holds_files(tmp_path):
    (tmp_path / "cao-ops-feed").mkdir()
    new_package(answers(), tmp_path)
    (tmp_path / "cao-ops-feed/mine").touch()
    with pytest.raises(ScaffoldError, match="cao-ops-feed is not empty"):
        new_package(answers(), tmp_path)


def test_it_has_nothing_to_do_where_every_file_is_as_it_would_be(tmp_path):
    new_package(answers(), tmp_path).plan.apply()
    (tmp_path / "cao-ops-feed/mine").touch()
    assert new_package(answers(), tmp_path).plan.is_done


def test_it_replaces_with_force_what_differs_and_keeps_the_rest(tmp_path):
    new_package(answers(), tmp_path).plan.apply()
    root = tmp_path / "cao-ops-feed"
    (root / "README.md").write_text("edited", encoding="utf-8")
    (root / "mine").write_text("mine", encoding="utf-8")
    package = new_package(answers(), tmp_path, force=True)
    assert package.replaced == ("README.md",)
    package.plan.apply()
    assert read(root / "README.md") == files_of(package)["README.md"]
    assert read(root / "mine") == b"mine"
