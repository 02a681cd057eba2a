"""The scripted CLI, at a terminal of its own."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

import pytest

from cao_scaffold.provider.answers import Provider
from cao_scaffold.provider.names import ProviderNames
from cao_scaffold.trial import scripted_cli

SCRIPT = scripted_cli.__file__
ANSWERS = Provider(names=ProviderNames.of("new_cli"), command=("new-cli",))
PROMPT = "\u276f "


class Terminal:
    """The program at a pseudo-terminal."""

    def __init__(self, *options):
        self.process_id, self.descriptor = pty.fork()
        if self.process_id == 0:
            words = [sys.executable, "-I", "-S", SCRIPT, "--work", "0.3", *options]
            os.execv(sys.executable, words)
        self.shown = ""

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def see(self, text, seconds=10):
        """Wait until `text` is shown; return what was, up to its end."""
        deadline = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < deadline, self.shown
            if select.select([self.descriptor], [], [], 0.1)[0]:
                self.shown += os.read(self.descriptor, 65536).decode("utf-8", "ignore")
        end = self.shown.index(text) + len(text)
        seen, self.shown = self.shown[:end], self.shown[end:]
        return seen

    def turn(self, message):
        """Send a message; return all that is shown until the prompt is back."""
        self.type(f"\x1b[200~{message}\x1b[201~")
        self.see(message.split("\n")[-1])
        self.type("\r")
        return self.see(f"\r\n{PROMPT}")

    def exit_code(self):
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            # A program that cannot write is not at its end.
            if select.select([self.descriptor], [], [], 0)[0]:
                try:
                    os.read(self.descriptor, 65536)
                except OSError:
                    break
        return os.waitstatus_to_exitcode(os.waitpid(self.process_id, 0)[1])

    def close(self):
        try:
            os.kill(self.process_id, signal.SIGKILL)
            os.waitpid(self.process_id, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self.descriptor)


@pytest.fixture
def launch():
    opened = []

    def at_terminal(*options):
        opened.append(Terminal(*options))
        return opened[-1]

    yield at_terminal
    for terminal in opened:
        terminal.close()


@pytest.fixture
def terminal(launch):
    terminal = launch()
    terminal.see(PROMPT)
    return terminal


def rows(shown):
    return [row.rstrip() for row in re.sub(r"[^\n]*\r\x1b\[K", "", shown).split("\n")]


def test_it_works_replies_and_prompts_again(terminal):
    shown = terminal.turn("hello")

    assert re.search(ANSWERS.processing_pattern, shown)
    assert rows(shown) == ["", "\u25cf Done.", "", "  You asked: hello", "", "\u276f"]


@pytest.mark.parametrize(
    ("message", "pattern"),
    [
        ("hello", ANSWERS.response_pattern),
        ("hello", ANSWERS.processing_pattern),
        ("hello", ANSWERS.idle_pattern),
        ("script:error", ANSWERS.error_pattern),
    ],
)
def test_it_draws_what_the_default_answers_recognise(terminal, message, pattern):
    shown = terminal.turn(message).replace("\r\x1b[K", "\n")

    assert re.search(pattern, shown, re.MULTILINE)


def test_it_keeps_the_rows_of_a_reply_as_they_are(terminal):
    shown = terminal.turn("script:shape")

    first, *others = scripted_cli.SHAPE
    reply = ["\u25cf " + first, *(f"  {row}".rstrip() for row in others)]
    assert rows(shown) == ["", *reply, "", "\u276f"]


def test_it_asks_for_a_permission_and_goes_on(terminal):
    terminal.type("script:ask\r")
    assert re.search(ANSWERS.permission_pattern, terminal.see(scripted_cli.QUESTION))
    terminal.type("y\r")

    assert "\u25cf Done." in terminal.see(f"\r\n{PROMPT}")


def test_it_does_not_do_what_is_refused(terminal):
    terminal.type("script:ask\r")
    terminal.see(scripted_cli.QUESTION)
    terminal.type("n")

    assert "\u25cf Not run." in terminal.see(f"\r\n{PROMPT}")


def test_it_replies_with_as_many_rows_as_are_wanted(terminal):
    shown = terminal.turn("script:lines=10000")

    assert len(re.findall(r"row \d{5}\r", shown)) == 10_000


def test_it_takes_a_paste_with_line_ends_as_one_message(terminal):
    assert "You asked: one two" in terminal.turn("one\ntwo")


def test_it_says_nothing_to_an_empty_line(terminal):
    terminal.type("\r\r")

    assert "You asked: hello" in terminal.turn("hello")


def test_it_works_for_as_long_as_the_message_says(terminal):
    started = time.monotonic()
    terminal.turn("script:work=1.2")

    assert time.monotonic() - started > 1.2


def test_it_says_what_it_was_started_with(launch, tmp_path):
    prompt = tmp_path / "prompt.md"
    prompt.write_text("Be kind.\n", encoding="utf-8")
    flags = [ANSWERS.system_prompt_flag, str(prompt), ANSWERS.model_flag, "m1", "--other", "x"]
    terminal = launch(*flags)
    terminal.see(PROMPT)

    shown = terminal.turn("script:launch")

    assert "model: m1" in shown
    assert "others: --other x" in shown
    assert "system prompt: 9 characters" in shown


def test_it_shows_nothing_before_its_start_is_over(launch):
    started = time.monotonic()
    launch("--start", "1").see(PROMPT)

    assert time.monotonic() - started > 1


def test_it_asks_two_questions_before_the_first_prompt(launch):
    terminal = launch("--trust")
    terminal.see(scripted_cli.TRUST)
    terminal.type("\r")
    terminal.see(scripted_cli.SETTINGS)
    terminal.type("y")

    assert terminal.see(f"\r\n{PROMPT}")


@pytest.mark.parametrize(
    ("last_words", "code"), [(ANSWERS.exit_command + "\r", 0), ("\x04", 0), ("script:crash\r", 3)]
)
def test_it_ends(terminal, last_words, code):
    terminal.type(last_words)

    assert terminal.exit_code() == code


def test_it_draws_full_screen_only_what_changes(launch):
    terminal = launch("--full-screen")
    assert "\x1b[?1049h" in terminal.see(PROMPT)
    terminal.see("\x1b[24;1H\x1b[K")
    terminal.type("a")
    changed = terminal.see("a")

    assert len(re.findall(r"\x1b\[\d+;1H", changed)) == 1
    terminal.type("\x04")
    terminal.see("\x1b[?1049l")


def test_it_tells_the_words_that_it_knows():
    said = subprocess.run([sys.executable, SCRIPT, "--help"], capture_output=True, text=True).stdout

    for word in ("work=", "ask", "lines=", "shape", "tools", "launch", "error", "crash"):
        assert f"script:{word}" in said
