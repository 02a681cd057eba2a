"""The answers of `cao-scaffold provider`: by option, from a file, at a terminal, by default."""

import ast
import os
import pty
import re
import select
import shlex
import subprocess
import sys
import time

import pytest
import tomlkit
import yaml

from cao_scaffold.host.checkout import find_checkout
from cao_scaffold.points.record import read_records
from cao_scaffold.provider.answering import plain_answers
from cao_scaffold.provider.questions import QUESTIONS
from tests.cli.test_provider_command import ENUM, MODULE, provider, refused

pytestmark = pytest.mark.cao

COMMAND = [sys.executable, "-m", "cao_scaffold", "provider"]
# One entry is enough to see what was answered.
BRIEFLY = ("--only", "enum-member")
MCP = ("--mcp", "all", "--mcp-flag", "--mcp-config", "--mcp-cwd", "native")
NATIVE = ("--enforcement", "native", "--enforcement-flag", "--deny", "--tools", "execute_bash=run")


def recorded(tree):
    """Return the answers that the record of new_cli holds, as a document has them."""
    return plain_answers(read_records(find_checkout(tree))["new_cli"].provider)


OPTIONS = {
    "display_name": (("--display-name", "The CLI"), "The CLI"),
    "command": (("--command", "'a b' --c"), ["a b", "--c"]),
    "exit_command": (("--exit-command", "C-d"), "C-d"),
    "idle_pattern": (("--idle-pattern", "^now> ?"), "^now> ?"),
    "processing_pattern": (("--processing-pattern", "^busy"), "^busy"),
    "response_pattern": (("--response-pattern", "^@ "), "^@ "),
    "echo_pattern": (("--echo-pattern", "^> \\S"), "^> \\S"),
    "permission_pattern": (("--permission-pattern", "^May I"), "^May I"),
    "error_pattern": (("--error-pattern", ""), ""),
    "chrome_patterns": (("--chrome-patterns", "^=", "--chrome-patterns", "^#"), ["^=", "^#"]),
    "enforcement": (("--enforcement", "none"), "none"),
    "enforcement_flag": (NATIVE, "--deny"),
    "tools": (
        (*NATIVE, "--tools", "fs_read=a,b"),
        {"execute_bash": ["run"], "fs_read": ["a", "b"]},
    ),
    "mcp": (MCP, "all"),
    "mcp_flag": (MCP, "--mcp-config"),
    "mcp_cwd": (MCP, "native"),
    "mcp_names": ((*MCP, "--mcp-names", "^[a-z]+$"), "^[a-z]+$"),
    "refusal_pattern": (("--refusal-pattern", "^I cannot$"), "^I cannot$"),
    "skills": (("--no-skills",), False),
    "model_flag": (("--model-flag", ""), ""),
    "system_prompt": (("--system-prompt", "text"), "text"),
    "system_prompt_flag": (("--system-prompt-flag", "--rules"), "--rules"),
    "workspace_access": (("--no-workspace-access",), False),
    "screen": (("--screen", "alternate"), "alternate"),
    "enter_count": (("--enter-count", "2"), 2),
    "term": (("--term", "xterm-256color"), "xterm-256color"),
    "startup_prompts": (
        ("--startup-prompts", "^Trust => Down Enter"),
        [{"pattern": "^Trust", "keys": ["Down", "Enter"]}],
    ),
    "exit_detection": (("--no-exit-detection",), False),
}


def test_each_answer_has_an_option_and_a_test_of_it():
    assert list(OPTIONS) == [question.field for question in QUESTIONS]


@pytest.mark.parametrize("field", OPTIONS)
def test_it_takes_the_answer_from_its_option(tree, field):
    words, expected = OPTIONS[field]
    assert provider("new-cli", *BRIEFLY, *words) == 0
    assert recorded(tree)[field] == expected


ANSWERS = {
    "command": ["npx", "new cli"],
    "idle_pattern": "^now> ?",
    "skills": False,
    "enter_count": 2,
    "startup_prompts": [{"pattern": "^Trust", "keys": ["y", "Enter"]}],
}


@pytest.mark.parametrize(
    ("name", "dumps"), [("a.toml", tomlkit.dumps), ("a.yaml", yaml.safe_dump)], ids=["TOML", "YAML"]
)
def test_it_takes_answers_from_a_file_and_options_win(tree, name, dumps):
    (tree / name).write_text(dumps(ANSWERS), encoding="utf-8")
    assert provider("new-cli", *BRIEFLY, "--answers", name, "--enter-count", "1") == 0
    answers = recorded(tree)
    assert {field: answers[field] for field in ANSWERS} == {**ANSWERS, "enter_count": 1}


BAD_FILES = {
    "unknown answer": ("a.toml", "idle = 'x'", 2, "no answer is called 'idle'\nHint: the answers"),
    "wrong type": ("a.toml", "enter_count = 'two'", 2, "a.toml, enter_count: 'two' is no number"),
    "no TOML": ("a.toml", "= 1", 2, "a.toml is no TOML: "),
    "no YAML": ("a.yaml", "a: [", 2, "a.yaml is no YAML: "),
    "no table": ("a.yml", "- a", 2, "a.yml holds no table of answers"),
    "no text": ("a.toml", "\udcff", 1, "cannot read a.toml: "),
}


@pytest.mark.parametrize(("name", "text", "code", "message"), BAD_FILES.values(), ids=BAD_FILES)
def test_it_refuses_a_file_of_answers(tree, capsys, name, text, code, message):
    (tree / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    refused(capsys, tree, code, message, "new-cli", "--answers", name)


def test_it_refuses_a_file_of_answers_that_is_not_there(tree, capsys):
    refused(capsys, tree, 1, "cannot read nowhere.toml: ", "new-cli", "--answers", "nowhere.toml")


# The answers that cannot be together, and the option that mends it.
CONTRADICTIONS = {
    "no marks": ("--echo-pattern", "", "--response-pattern", "", "give --echo-pattern or"),
    "prompt": ("--system-prompt", "none", "--no-skills", "or --enforcement none"),
    "skills": ("--system-prompt", "none", "--enforcement", "none", "or --no-skills"),
    "prompt flag": ("--system-prompt-flag", "", "give --system-prompt-flag, or"),
    "deny flag": ("--enforcement", "native", "--tools", "fs_read=a", "give --enforcement-flag"),
    "file flag": ("--enforcement", "install", "give --enforcement-flag"),
    "tools": ("--enforcement", "native", "--enforcement-flag", "--deny", "give --tools"),
    "mcp flag": ("--mcp", "stdio", "--mcp-cwd", "shim", "give --mcp-flag"),
    "mcp folder": ("--mcp", "stdio", "--mcp-flag", "--mcp", "give --mcp-cwd"),
    "folder without mcp": ("--mcp-cwd", "native", "with --mcp none, --mcp-cwd none"),
}


@pytest.mark.parametrize("words", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_it_refuses_answers_that_do_not_fit_together(tree, capsys, words):
    *options, mend = words
    refused(capsys, tree, 2, f"Error: .*\nHint: .*{mend}", "new-cli", *options)


BAD_ANSWERS = {
    "no program": (("--command", "''"), "--command: "),
    "no end of a quote": (("--command", "a 'b"), "--command: No closing quotation"),
    "a command of two lines": (("--command", "a\nb"), "--command: one line of printable"),
    "a choice": (("--enforcement", "strict"), "'strict' is none of native, install, prompt, none"),
    "a tool": (("--tools", "bash=run"), "'bash' is none of execute_bash, "),
    "a count": (("--enter-count", "3"), "'3' is no number from 1 to 2"),
    "an idle pattern": (("--idle-pattern", ""), "--idle-pattern: it is empty"),
    "a control character": (("--term", "a\x07"), "--term: one line of printable characters"),
    "no regular expression": (("--idle-pattern", "[>"), r"\[>: it does not compile"),
    "finds nothing": (("--echo-pattern", ">*"), "it finds the empty text, so every row: >\\*"),
    "exponential": (
        ("--idle-pattern", "^(a+)+$"),
        r"exponential time: a\+ \)\+; write \^\(a\)\+\$",
    ),
    "quadratic": (
        ("--error-pattern", "^x.*y.*z"),
        r"quadratic time: \.\* \.\*; write \^x\.\{0,50\}",
    ),
    "a prompt's pattern": (("--startup-prompts", "(=>y"), "it does not compile"),
}


@pytest.mark.parametrize(("words", "message"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_it_refuses_the_answer(tree, capsys, words, message):
    refused(capsys, tree, 2, message, "new-cli", *words)


WORDS = ("it's", 'say "hi"', "$(touch pwned)", "`x`", "{{ x }}", "{% if %}", "\\d", "a\nb", "é")


def test_it_keeps_every_word_of_a_command_as_data(tree):
    (tree / "a.toml").write_text(tomlkit.dumps({"command": ["new-cli", *WORDS]}), encoding="utf-8")
    assert provider("new-cli", "--answers", "a.toml") == 0
    module = ast.parse((tree / MODULE).read_text(encoding="utf-8"))
    literals = [node for node in ast.walk(module) if isinstance(node, ast.Tuple)]
    assert ("new-cli", *WORDS) in [ast.literal_eval(node) for node in literals[:1]]
    page = (tree / "docs/new-cli.md").read_text(encoding="utf-8")
    assert shlex.join(["new-cli", *WORDS]) in page
    unit_test = (tree / "test/providers/test_new_cli_unit.py").read_text(encoding="utf-8")
    assert ["new-cli", *WORDS] in [
        ast.literal_eval(node)
        for node in ast.walk(ast.parse(unit_test))
        if isinstance(node, ast.List) and len(node.elts) == len(WORDS) + 1
    ]
    assert recorded(tree)["command"] == ["new-cli", *WORDS]
    assert not (tree / "pwned").exists()


def test_it_keeps_a_display_name_as_data(tree):
    name = 'The "New" {{ x }} $(CLI) \\ {% raw %}'
    assert provider("new-cli", "--display-name", name) == 0
    page = (tree / "docs/new-cli.md").read_text(encoding="utf-8")
    assert f"# {name} Provider\n" in re.sub(r"\\(\W)", r"\1", page)
    for path in (tree / "test").rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"))


def on_a_terminal(*arguments, answers):
    """Run the command on a pseudo-terminal; type each answer after the prompt that it names.

    Every other question is answered with Enter. Returns the exit code and what was shown.
    """
    process, terminal = pty.fork()
    if process == 0:
        os.execve(sys.executable, [*COMMAND, *arguments], {**os.environ, "TERM": "dumb"})
    shown, answered, waiting = "", 0, list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, shown
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece.decode()
        if re.search(r"\n?[A-Z][^\n]*: $", shown[answered:]):
            time.sleep(0.05)
            named = waiting and re.search(waiting[0][0], shown[answered:])
            answered = len(shown)
            os.write(terminal, waiting.pop(0)[1] if named else b"\n")
    os.close(terminal)
    assert not waiting, shown
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown.replace("\r\n", "\n")


def test_it_asks_what_was_not_given(tree):
    code, shown = on_a_terminal(
        *BRIEFLY,
        "--term",
        "xterm",
        answers=[
            ("Name", b"NewCli\n"),
            ("What people call", b"The CLI\n"),
            ("command that launches", b"'new\n"),
            ("command that launches", b"new 'a b'\n"),
            ("composer", b"(a+)+\n"),
            ("composer", b"^now> ?\n"),
            ("skill catalogue", b"no\n"),
        ],
    )
    assert code == 0, shown
    assert "No closing quotation" in shown
    assert "exponential time" in shown
    assert "The TERM that it needs" not in shown
    # What the earlier answers leave no room for is not asked.
    assert "before each denied tool" not in shown
    answers = recorded(tree)
    assert answers["command"] == ["new", "a b"]
    assert answers["idle_pattern"] == "^now> ?"
    assert (answers["display_name"], answers["term"]) == ("The CLI", "xterm")
    assert answers["skills"] is False


def test_it_asks_nothing_on_a_terminal_with_defaults(tree):
    code, shown = on_a_terminal("new-cli", "--defaults", *BRIEFLY, answers=[])
    assert code == 0, shown
    assert "What people call" not in shown


def test_it_writes_nothing_when_interrupted_at_a_question(tree):
    before = (tree / ENUM).stat().st_ino
    code, shown = on_a_terminal("new-cli", answers=[("composer", b"\x03")])
    assert code == 130, shown
    assert "Interrupted." in shown
    assert (tree / ENUM).stat().st_ino == before
    assert not (tree / ".cao-scaffold").exists()


def test_it_asks_nothing_off_a_terminal(tree):
    finished = subprocess.run(
        [*COMMAND, "new-cli", *BRIEFLY],
        stdin=subprocess.PIPE,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 0
    assert (tree / ".cao-scaffold/new_cli.toml").is_file()
