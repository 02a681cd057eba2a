"""The documentation builds without a warning, and its pictures show what the commands print."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cao_scaffold.cli import COMMANDS
from docs.picture import FOLDER, PICTURES, normal, rows_in, rows_of
from tests.claims.rendering import ROOT, documents


def test_it_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-b", "html", "-d"]
    subprocess.run([*command, tmp_path / "trees", ROOT / "docs", tmp_path / "html"], check=True)
    page = (tmp_path / "html" / "commands" / "plugin.html").read_text(encoding="utf-8")
    assert "--integration" in page


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_a_page(command: str) -> None:
    assert (ROOT / "docs" / "commands" / f"{command}.md").is_file()
    assert f"commands/{command}" in (ROOT / "docs" / "index.md").read_text(encoding="utf-8")


@pytest.mark.cao
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_what_the_command_prints(name: str) -> None:
    path = FOLDER / f"{name}.svg"
    assert path.stat().st_size < 60_000
    shown = normal(rows_in(path.read_text(encoding="utf-8")))
    printed = normal(rows_of(name, whole=True))
    # Messages arrive in groups that differ from run to run; each row is one that is printed.
    assert set(shown) - {"..."} <= set(printed), "python -m docs.picture"
    assert (shown[0], shown[-1]) == (printed[0], printed[-1])


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_link_leads_nowhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    own = [link for link in links if "://" not in link]
    assert [link for link in own if not (path.parent / link).exists()] == []
