"""The stand-in for an agent's command line, at a terminal of its own."""

import os
import pty
import select
import time

import pytest

from cao_scaffold.trial.stand_in import install_stand_in


class Terminal:
    """A program at a pseudo-terminal."""

    def __init__(self, home):
        install_stand_in(home)
        self.process_id, self.descriptor = pty.fork()
        if self.process_id == 0:
            # A login shell, as tmux starts one.
            line = ["bash", "--login", "-c", "exec mock_cli --delay-ms 100"]
            os.execvpe("bash", line, home.environment({"PATH": os.defpath}))
        self.shown = b""

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def see(self, text, seconds=10):
        """Wait until `text` is shown; return all that was, up to its end."""
        deadline = time.monotonic() + seconds
        while text.encode() not in self.shown:
            assert time.monotonic() < deadline, self.shown
            if select.select([self.descriptor], [], [], 0.1)[0]:
                self.shown += os.read(self.descriptor, 4096)
        seen, self.shown = self.shown.split(text.encode(), 1)
        return seen.decode() + text

    def close(self):
        os.close(self.descriptor)
        os.waitpid(self.process_id, 0)


@pytest.fixture
def terminal(home):
    terminal = Terminal(home)
    terminal.see("\u276f ")
    yield terminal
    terminal.close()


def test_it_replies_to_a_line_and_prompts_again(terminal):
    terminal.type("hello\r")

    assert terminal.see("\u276f ") == "hello\r\n> MOCK: hello\r\n\u276f "


def test_it_shows_no_prompt_while_it_works(terminal):
    terminal.type("hello\r")

    terminal.see("hello\r\n")
    started = time.monotonic()
    terminal.see("\u276f ")
    assert time.monotonic() - started > 0.05


def test_it_takes_a_paste_with_line_ends_as_one_message(terminal):
    terminal.type("\x1b[200~one\ntwo\x04\x1b[201~\r")

    assert "> MOCK: one two" in terminal.see("\u276f ")


def test_it_says_nothing_to_an_empty_line(terminal):
    terminal.type("\r\rhello\r")

    assert terminal.see("\u276f ").startswith("hello")


@pytest.mark.parametrize("last_words", ["/exit\r", "\x04"])
def test_it_leaves(terminal, last_words):
    terminal.type(last_words)

    terminal.see("\x1b[?2004l")
