"""A plugin that joins a package: everything of its own beside everything that was there."""

import pytest
import tomlkit

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.template.join import join_package
from cao_scaffold.template.package import new_package
from cao_scaffold.template.record import digest
from tests.edit.test_plan import tree
from tests.template.test_package import answers

FOREIGN = """\
[build-system]
requires = ["setuptools"]

[project]
name = "acme"  # ours
dependencies = []
"""


@pytest.fixture
def package(tmp_path):
    """A package of the scaffold's own making, with the blank plugin `ops_feed`."""
    made = new_package(answers(), tmp_path)
    made.plan.apply()
    return made.root


@pytest.fixture
def foreign(tmp_path):
    """A package that somebody else wrote, in the src layout."""
    (tmp_path / "src/acme").mkdir(parents=True)
    (tmp_path / "src/acme/__init__.py").touch()
    (tmp_path / "pyproject.toml").write_text(FOREIGN, encoding="utf-8")
    return tmp_path


def changed(root, before):
    return {path: text for path, text in tree(root).items() if before.get(path, 0) != text}


def test_it_adds_modules_tests_and_entry_point(foreign):
    before = tree(foreign)
    joined = join_package(answers("alerts", "discord"), foreign)
    joined.plan.apply()
    new = changed(foreign, before)
    assert joined.entry_point == "acme.alerts.plugin:AlertsPlugin"
    assert {"src/acme/alerts/plugin.py", "src/acme/alerts/discord.py"} < set(new)
    assert any(path.startswith("tests/alerts/test_") for path in new)
    assert "README.md" not in new
    text = new["pyproject.toml"].decode()
    assert text.startswith(FOREIGN.replace("dependencies = []\n", "dependencies = ["))
    table = tomlkit.parse(text).unwrap()
    assert table["build-system"] == {"requires": ["setuptools"]}
    assert table["project"]["entry-points"]["cao.plugins"] == {"alerts": joined.entry_point}


@pytest.mark.parametrize(
    ("paths", "expected"),
    [("['checks']", "checks"), ("'./checks more'", "checks"), ("['.', '/etc', '../x']", "tests")],
)
def test_it_puts_tests_where_pytest_looks(foreign, paths, expected):
    (foreign / "checks").mkdir()
    text = f"{FOREIGN}[tool.pytest.ini_options]\ntestpaths = {paths}\n"
    (foreign / "pyproject.toml").write_text(text, encoding="utf-8")
    joined = join_package(answers("alerts"), foreign)
    assert f"{expected}/alerts/conftest.py" in {change.path for change in joined.plan.changes}


def test_it_imports_from_where_it_is(foreign):
    joined = join_package(answers("alerts", "telegram"), foreign)
    for change in joined.plan.changes:
        if change.path.endswith(".py"):
            assert b"cao_alerts" not in change.after, change.path


def test_it_adds_two_plugins_one_after_the_other(package):
    for name in ("telegram", "discord"):
        join_package(answers(name, name), package).plan.apply()
    project = tomlkit.parse((package / "pyproject.toml").read_text(encoding="utf-8")).unwrap()
    assert project["project"]["entry-points"]["cao.plugins"] == {
        "ops_feed": "cao_ops_feed.plugin:OpsFeedPlugin",
        "telegram": "cao_ops_feed.telegram.plugin:TelegramPlugin",
        "discord": "cao_ops_feed.discord.plugin:DiscordPlugin",
    }
    variables = (package / "env.template").read_text(encoding="utf-8")
    assert variables.count("CAO_TELEGRAM_BOT_TOKEN=") == 1
    assert variables.count("CAO_DISCORD_WEBHOOK_URL=") == 1
    record = tomlkit.parse((package / ".cao-scaffold.toml").read_text(encoding="utf-8")).unwrap()
    assert list(record["plugins"]) == ["ops_feed", "telegram", "discord"]


def test_it_keeps_every_digest_true(package):
    for name in ("telegram", "discord"):
        join_package(answers(name, name), package).plan.apply()
    record = tomlkit.parse((package / ".cao-scaffold.toml").read_text(encoding="utf-8")).unwrap()
    for plugin in record["plugins"].values():
        for path, said in plugin["files"].items():
            assert said == f"sha256:{digest((package / path).read_bytes())}", path


def test_it_appends_variables_of_a_name_that_begins_another(package):
    join_package(answers("ops-alerts", "discord"), package).plan.apply()
    join_package(answers("ops", "discord"), package).plan.apply()
    variables = (package / "env.template").read_text(encoding="utf-8")
    assert "\nCAO_OPS_WEBHOOK_URL=" in variables
    assert "\nCAO_OPS_ALERTS_WEBHOOK_URL=" in variables


def test_it_tells_of_a_file_that_rules_pytest(foreign):
    (foreign / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    assert "pytest.ini rules pytest here" in join_package(answers(), foreign).notes[0]


def test_it_replaces_its_own_files_with_force(package):
    join_package(answers("alerts", "discord"), package).plan.apply()
    whole = tree(package)
    (package / "cao_ops_feed/alerts/pace.py").write_text("edited", encoding="utf-8")
    again = join_package(answers("alerts", "discord"), package, force=True)
    assert again.replaced == ("cao_ops_feed/alerts/pace.py",)
    again.plan.apply()
    assert tree(package) == whole


def test_it_refuses_an_entry_point_that_exists(package):
    with pytest.raises(ScaffoldError, match="has the entry point ops_feed"):
        join_package(answers(), package)


@pytest.mark.parametrize("path", ["alerts/x.py", "alerts.py"])
def test_it_refuses_a_module_that_exists(package, path):
    place = package / "cao_ops_feed" / path
    place.parent.mkdir(exist_ok=True)
    place.touch()
    for force in (False, True):
        with pytest.raises(ScaffoldError, match=r"alerts(\.py)? exists already"):
            join_package(answers("alerts"), package, force=force)


def test_it_refuses_a_read_only_project(package):
    (package / "pyproject.toml").chmod(0o444)
    with pytest.raises(ScaffoldError, match="read-only"):
        join_package(answers("alerts"), package)


def test_it_refuses_a_folder_without_a_project(tmp_path):
    with pytest.raises(ScaffoldError, match=r"has no pyproject\.toml"):
        join_package(answers("alerts"), tmp_path)
