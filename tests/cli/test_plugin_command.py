"""`cao-scaffold plugin`: asked, told, refused, killed."""

import contextlib
import hashlib
import json
import os
import pty
import re
import select
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cao_scaffold.cli import run
from tests.edit.test_plan import tree
from tests.small_disk import FULL_DISK, on_small_disk

COMMAND = [sys.executable, "-m", "cao_scaffold", "plugin"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plugin(*arguments):
    return run(["plugin", *map(str, arguments)])


def plugin_json(capsys, *arguments):
    assert plugin(*arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_it_writes_the_integration_that_has_the_name(folder, capsys):
    assert plugin("telegram") == 0
    assert (folder / "cao-telegram/cao_telegram/telegram.py").is_file()
    said = capsys.readouterr()
    assert said.err == ""
    assert "uv pip install -e ./cao-telegram" in said.out
    assert (
        "uv tool install --reinstall cli-agent-orchestrator --with-editable ./cao-telegram"
        in said.out
    )
    assert "set CAO_TELEGRAM_BOT_TOKEN, CAO_TELEGRAM_CHAT_ID" in said.out
    assert [path.name for path in folder.iterdir()] == ["cao-telegram"]


@pytest.mark.parametrize("spelling", ["ops-feed", "OpsFeed", "cao-ops-feed"])
def test_it_writes_a_blank_plugin_for_any_other_name(folder, spelling):
    assert plugin(spelling) == 0
    assert sorted(path.name for path in (folder / "cao-ops-feed/cao_ops_feed").iterdir()) == [
        "__init__.py",
        "plugin.py",
        "py.typed",
    ]


def test_it_takes_every_answer_from_the_command_line(folder, capsys):
    document = plugin_json(
        capsys,
        *("ops", "--integration", "discord", "--events", "post_kill_session,post_send_message"),
        *("--description", 'Say "hi"', "--author", "Zoë", "--license", "mit", "--output", "new/x"),
    )
    assert document["events"] == ["post_send_message", "post_kill_session"]
    text = (folder / "new/x/cao-ops/pyproject.toml").read_text(encoding="utf-8")
    assert 'description = "Say \\"hi\\""' in text
    assert "Zoë" in text
    assert 'license = "MIT"' in text


def test_it_prints_one_document(folder, capsys):
    document = plugin_json(capsys, "telegram")
    assert document["schema"] == 1
    assert document["written"] is True
    assert document["root"] == "cao-telegram"
    assert document["names"] == {
        "plugin": "telegram",
        "distribution": "cao-telegram",
        "module": "cao_telegram",
        "class": "TelegramPlugin",
        "prefix": "CAO_TELEGRAM_",
    }
    assert document["entry_point"] == {
        "group": "cao.plugins",
        "name": "telegram",
        "value": "cao_telegram.plugin:TelegramPlugin",
    }
    root = folder / document["root"]
    found = {path for path, content in tree(root).items() if content is not None}
    assert {file["path"] for file in document["files"]} == found
    for file in document["files"]:
        content = (root / file["path"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
    token = {v["name"]: v for v in document["environment"]}["CAO_TELEGRAM_BOT_TOKEN"]
    assert (token["required"], token["secret"], token["default"]) == (True, True, "")


def test_its_next_commands_survive_the_shell(folder, capsys):
    document = plugin_json(capsys, "telegram", "--output", "it's a $(folder)")
    words = [shlex.split(step["command"]) for step in document["next"]]
    for command in words:
        paths = [word for word in command if word.startswith("./")]
        assert paths
        assert all((folder / path).exists() for path in paths)


def test_it_writes_nothing_in_a_dry_run(folder, capsys):
    assert plugin("telegram", "--dry-run") == 0
    said = capsys.readouterr().out
    assert said.startswith("cao-telegram/\n  .cao-scaffold.toml\n")
    assert "+++ b/cao_telegram/plugin.py\n" in said
    assert list(folder.iterdir()) == []


def test_its_dry_run_is_what_it_then_writes(folder, capsys):
    assert plugin("discord") == 0
    capsys.readouterr()
    (folder / "twin").mkdir()
    dry = plugin_json(capsys, "discord", "--dry-run", "--output", "elsewhere")
    subprocess.run(["git", "apply", "-"], cwd="twin", input=dry["diff"].encode(), check=True)
    assert tree(folder / "twin") == tree(folder / "cao-discord")
    assert dry["written"] is False


def test_it_replaces_with_force_and_says_what(folder, capsys):
    plugin("ops")
    before = tree(folder)
    (folder / "cao-ops/README.md").write_text("edited", encoding="utf-8")
    capsys.readouterr()
    assert plugin("ops", "--force", "--dry-run") == 0
    assert "\n-edited" in capsys.readouterr().out
    assert plugin("ops", "--force") == 0
    assert capsys.readouterr().err == "Replacing cao-ops/README.md\n"
    assert tree(folder) == before


def test_it_adds_to_an_existing_package(folder, capsys):
    plugin("ops")
    document = plugin_json(capsys_cleared(capsys), "telegram", "--into", "cao-ops")
    assert document["names"]["module"] == "cao_ops.telegram"
    assert (folder / "cao-ops/cao_ops/telegram/plugin.py").is_file()
    assert "pyproject.toml" in document["replaced"]


def capsys_cleared(capsys):
    capsys.readouterr()
    return capsys


BAD_NAMES = {
    "empty": "",
    "parent": "..",
    "path": "a/b",
    "keyword": "class",
    "standard library": "json",
    "CAO's module": "cli-agent-orchestrator",
    "CAO's plugin": "mcp_apps",
    "200 characters": "a" * 200,
    "non-ASCII": "télégram",
    "control character": "a\x07b",
    "braces": "{{x}}",
    "digit": "2fast",
}


def refused(capsys, folder, code, message, *arguments):
    """Assert the exit code, the message and that nothing was written."""
    before = tree(folder)
    assert plugin(*arguments) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert re.search(message, said.err), said.err
    assert "Traceback" not in said.err
    assert tree(folder) == before


@pytest.mark.parametrize("name", BAD_NAMES.values(), ids=BAD_NAMES.keys())
def test_it_refuses_the_name(folder, capsys, name):
    refused(capsys, folder, 2, r"Error: .*name.*\nHint: ", name)


BAD_ANSWERS = {
    "integration": (("--integration", "telegrm"), "did you mean telegram"),
    "event": (("--events", "post_sendmessage"), "did you mean post_send_message"),
    "one event of two": (("--events", "post_send_message,x"), "The events are post_send_message"),
    "no event": (("--events", ""), "names no event"),
    "description": (("--description", "{{ x }}"), "template code"),
    "description of two lines": (("--description", "a\nb"), "U\\+000A"),
    "description with a surrogate": (("--description", "\udcff"), "U\\+DCFF"),
    "no description": (("--description", ""), "is empty"),
    "author": (("--author", "{% x %}"), "template code"),
    "author with a comment": (("--author", "{# x"), "template code"),
    "license": (("--license", "{{x}}"), "template code"),
    "no licence": (("--license", "mine"), "no SPDX licence"),
    "output and into": (("--output", "a", "--into", "b"), "exclude each other"),
    "try and json": (("--try", "--json"), "--try goes with neither"),
    "output that no terminal shows": (("--output", "a\nb"), "no path that can be shown"),
    "option": (("--forse",), "No such option"),
}


@pytest.mark.parametrize(("given", "message"), BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_it_refuses_the_answer(folder, capsys, given, message):
    refused(capsys, folder, 2, message, "ops", *given)


def test_it_refuses_to_guess_a_name(folder, capsys):
    refused(capsys, folder, 2, "NAME is missing", "--defaults")


def test_it_refuses_an_output_that_is_a_file(folder, capsys):
    (folder / "file").touch()
    refused(capsys, folder, 1, "file is a file", "ops", "--output", "file")
    refused(capsys, folder, 1, "file is a file", "ops", "--output", "file/below")
    (folder / "cao-ops").touch()
    refused(capsys, folder, 1, "cao-ops is a file", "ops", "--force")


def test_it_refuses_an_output_that_is_not_writable(folder, capsys):
    (folder / "locked").mkdir(mode=0o555)
    refused(capsys, folder, 1, "is not writable\nHint: chmod", "ops", "--output", "locked")
    refused(capsys, folder, 1, "is not writable\nHint: chmod", "ops", "--output", "locked/x/y")


def test_it_refuses_an_output_that_is_not_empty(folder, capsys):
    (folder / "cao-ops").mkdir()
    (folder / "cao-ops/mine").touch()
    refused(capsys, folder, 1, "cao-ops is not empty\nHint: .*--force", "ops")


def test_it_takes_an_empty_folder(folder):
    (folder / "cao-ops").mkdir()
    assert plugin("ops") == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[project", "is broken"),
        ("[tool.x]\n", r"no \[project\]"),
        ('[project]\nname = "x"\n', "no import package"),
        ('[project]\nname="ops"\n[project.entry-points."cao.plugins"]\nops = "a:B"', "entry point"),
    ],
)
def test_it_refuses_to_join(folder, capsys, text, message):
    (folder / "ops").mkdir()
    (folder / "ops/__init__.py").touch()
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    refused(capsys, folder, 1, message, "ops", "--into", ".")


def test_it_refuses_to_join_a_read_only_project(folder, capsys):
    plugin("ops")
    capsys.readouterr()
    (folder / "cao-ops/pyproject.toml").chmod(0o444)
    refused(capsys, folder, 1, "is read-only\nHint: chmod u\\+w", "x1", "--into", "cao-ops")


def test_it_refuses_to_join_what_is_no_folder(folder, capsys):
    refused(capsys, folder, 1, r"has no pyproject\.toml", "ops", "--into", "nowhere")


@pytest.mark.parametrize("kilobytes", [0, 1, 3, 6])
def test_it_writes_nothing_when_a_file_cannot_be_written_whole(folder, kilobytes):
    """A limit of the files' size stands for the full disk: it comes in the middle of writing."""
    limited = f'ulimit -f {kilobytes}; trap "" XFSZ; exec "$@"'
    finished = subprocess.run(
        ["bash", "-c", limited, "bash", *COMMAND, "telegram"],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 1
    assert re.match("Error: cannot (render|write)", finished.stderr), finished.stderr
    assert list(folder.iterdir()) == []


def test_it_writes_nothing_on_a_full_disk(folder):
    disk = folder / "disk"
    disk.mkdir()
    # The disk is gone with the command: what is on it is listed before.
    then_list = ["sh", "-c", '"$@"; code=$?; ls -A "$0"; exit $code', str(disk)]
    # There is room for a part of the plugin.
    finished = subprocess.run(
        [*on_small_disk(disk, kilobytes=6), *then_list, *COMMAND, "telegram", "--output", disk],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 1
    assert re.search(FULL_DISK, finished.stderr), finished.stderr
    assert finished.stdout == ""


def test_it_puts_back_what_a_killed_run_had_replaced(folder, capsys):
    plugin("ops")
    before = tree(folder / "cao-ops")
    journal = folder / "cao-ops/.cao-scaffold-journal"
    journal.mkdir()
    readme = folder / "cao-ops/README.md"
    readme.rename(journal / "old0")
    readme.write_bytes(b"new")
    digest = hashlib.sha256(b"new").hexdigest()
    (journal / "entries").write_text(json.dumps([["README.md", True, digest, []]]))
    capsys.readouterr()
    assert plugin("telegram", "--into", "cao-ops", "--dry-run") == 1
    assert "an earlier run was killed" in capsys.readouterr().err
    assert plugin("x1", "--into", "cao-ops", "--events", "post_kill_session") == 0
    assert "Put back cao-ops/README.md" in capsys.readouterr().err
    assert tree(folder / "cao-ops")["README.md"] == before["README.md"]


def test_it_removes_what_a_killed_run_had_staged(folder):
    (folder / ".cao-scaffold-staging-cao-old").mkdir()
    assert plugin("ops") == 0
    assert [path.name for path in folder.iterdir()] == ["cao-ops"]


def test_it_leaves_nothing_or_all_when_killed(folder):
    """Killed at moments of its whole life, from outside."""
    started = time.monotonic()
    subprocess.run([*COMMAND, "ops", "--output", "whole"], check=True, capture_output=True)
    life = time.monotonic() - started
    whole = tree(folder / "whole")
    for share in (0.3, 0.6, 0.8, 0.85, 0.9, 0.95):
        output = folder / str(share)
        output.mkdir()
        process = subprocess.Popen(
            [*COMMAND, "ops", "--output", str(output)], stdout=subprocess.DEVNULL
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(life * share)
        process.kill()
        process.wait()
        plugin("ops", "--output", output) if not (output / "cao-ops").exists() else None
        assert tree(output) == whole


def on_a_terminal(*arguments, answers):
    """Run the command on a pseudo-terminal; type each answer after its prompt.

    Returns the exit code and all that the terminal showed.
    """
    environment = {**os.environ, "TERM": "dumb", "GIT_CONFIG_GLOBAL": "/dev/null"}
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, [*COMMAND, *arguments], environment)
    shown = ""
    waiting = list(answers)
    while True:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, shown
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece.decode()
        if waiting and re.search(waiting[0][0] + r"[^\n]*: $", shown):
            time.sleep(0.2)  # a Ctrl-C just before Python starts to read would wait with it
            os.write(terminal, waiting.pop(0)[1])
    os.close(terminal)
    assert not waiting, shown
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.replace("\r\n", "\n")


def test_it_asks_what_was_not_given(folder):
    code, shown = on_a_terminal(
        "--author",
        "me",
        answers=[
            ("Name", b"a/b\n"),
            ("Name", b"OpsFeed\n"),
            ("Integration", b"nope\n"),
            ("Integration", b"discord\n"),
            ("Events", b"all\n"),
            ("Description", b"\n"),
            ("License", b"mit\n"),
        ],
    )
    assert code == 0, shown
    assert "cannot name a plugin" in shown
    assert "'nope' is no integration" in shown
    assert "Author" not in shown
    text = (folder / "cao-ops-feed/pyproject.toml").read_text(encoding="utf-8")
    assert 'license = "MIT"' in text
    assert "Discord" in text


def test_it_asks_nothing_on_a_terminal_with_defaults(folder):
    code, shown = on_a_terminal("telegram", "--defaults", answers=[])
    assert code == 0, shown
    assert "Description" not in shown


def test_it_writes_nothing_when_interrupted_at_a_question(folder):
    code, shown = on_a_terminal(answers=[("Name", b"ops\n"), ("Integration", b"\x03")])
    assert code == 130, shown
    assert "Interrupted." in shown
    assert list(folder.iterdir()) == []


def test_it_asks_nothing_off_a_terminal(folder):
    finished = subprocess.run(
        [*COMMAND, "ops"], stdin=subprocess.PIPE, capture_output=True, check=False, timeout=60
    )
    assert finished.returncode == 0
    assert (folder / "cao-ops").is_dir()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cao-scaffold plugin te", ["telegram"]),
        ("cao-scaffold plugin x --integration b", ["blank"]),
        ("cao-scaffold plugin x --events post_kill_s", ["post_kill_session"]),
        (
            "cao-scaffold plugin x --events post_kill_session,post_send",
            ["post_kill_session,post_send_message"],
        ),
    ],
)
def test_it_completes_in_the_shell(words, expected):
    environment = {
        **os.environ,
        "_CAO_SCAFFOLD_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    script = Path(sys.executable).with_name("cao-scaffold")
    said = subprocess.run([script], env=environment, capture_output=True, text=True, check=False)
    assert [line.split(",", 1)[1] for line in said.stdout.splitlines()] == expected


def test_it_is_not_stopped_by_a_reader_that_has_gone():
    finished = subprocess.run(
        ["bash", "-c", '"$@" | true', "bash", *COMMAND, "ops", "--dry-run"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.stderr == ""


@pytest.mark.cao
def test_it_checks_and_tries_what_it_wrote(cao_python, capsys, monkeypatch):
    monkeypatch.setenv("VIRTUAL_ENV", str(cao_python.parents[1]))
    assert plugin("telegram", "--try") == 0
    said = capsys.readouterr().out
    assert "\ncao-scaffold check cao-telegram\n" in said
    assert "\ncao-scaffold try cao-telegram\n" in said
    assert "no findings" in said
    assert ", 0 lost" in said.rstrip().split("\n")[-1]
