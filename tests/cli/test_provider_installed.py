"""`cao-scaffold provider --installed`: a provider in the CAO of an environment, not of a tree."""

import json
import re
import shlex
import shutil
import subprocess
import sysconfig

import pytest

from cao_scaffold.cli import run
from cao_scaffold.host.environment import uv
from tests.providers import files_of

pytestmark = pytest.mark.cao


@pytest.fixture
def python(cao_python, tmp_path, monkeypatch):
    """The Python of an environment of our own with a copy of CAO, without what CAO needs."""
    uv("venv", "--quiet", "--python", cao_python, tmp_path / "env")
    ours, theirs = (folder_of(path) for path in (tmp_path / "env", cao_python.parents[1]))
    for path in theirs.glob("cli_agent_orchestrator*"):
        shutil.copytree(path, ours / path.name, ignore=shutil.ignore_patterns("web_ui"))
    (ours / "needs.pth").write_text(f"{theirs}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "env/bin/python"


def folder_of(environment):
    """Return the site-packages of an environment."""
    paths = sysconfig.get_paths(vars={"base": str(environment), "platbase": str(environment)})
    return environment / paths["purelib"][len(str(environment)) + 1 :]


def test_it_adds_the_code_alone_and_takes_it_back(python, tmp_path, capsys):
    package = folder_of(tmp_path / "env") / "cli_agent_orchestrator"
    before = files_of(tmp_path)
    assert run(["provider", "new-cli", "--installed", str(python)]) == 0
    said = capsys.readouterr().out
    assert "Note: it loads in " in said
    after = {path for path, file in files_of(tmp_path).items() if file != before.get(path)}
    assert all(path.startswith(str(package.relative_to(tmp_path))) for path in after)
    assert (package / ".cao-scaffold/new_cli.toml").is_file()
    assert run(["remove", "provider", "new-cli", "--installed", str(python)]) == 0
    assert files_of(tmp_path) == before


def test_it_says_how_to_add_it_again_after_an_upgrade(python, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    package = folder_of(tmp_path / "env") / "cli_agent_orchestrator"
    old = shutil.copytree(package, tmp_path / "old")
    words = ["provider", "new-cli", "--installed", str(python), "--term", "xterm", "--json"]
    assert run(words) == 0
    agreed = json.loads(capsys.readouterr().out)["hash"]
    assert run([*words, "--apply", agreed]) == 0
    document = json.loads(capsys.readouterr().out)
    added = files_of(package)
    *_, keep, again = document["next"]
    assert again["title"] == "Apply it again after an upgrade of CAO"
    subprocess.run(["sh", "-c", keep["command"]], check=True)
    shutil.rmtree(package)
    old.rename(package)
    command = again["command"].replace("~", str(tmp_path))
    assert re.search(r"cao.scaffold provider new-cli --installed ", command)
    assert run(shlex.split(command)[shlex.split(command).index("provider") :]) == 0
    assert files_of(package) == added
