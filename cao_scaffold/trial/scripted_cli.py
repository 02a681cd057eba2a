"""An agent's command line that does what the words in a message say, in lines or full screen.

It draws what the default answers of `cao-scaffold provider` recognise, and takes their flags;
`--drawn-...` let it look like another one.
Run as a script by any Python from 3.10 on, with the standard library only; `--help` lists the
words.
"""

from __future__ import annotations

import argparse
import os
import re
import select
import shutil
import sys
import termios
import time
import tty
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WORDS = """\
words in a message, anywhere in it, say what becomes of it:
  script:work=SECONDS  work for so long, whatever --work says
  script:ask           ask for a permission first, and wait for y or n
  script:lines=N       reply with N numbered rows
  script:shape         reply with indentation, blank rows, and rows that look like a prompt
  script:tools         reply in three parts, with work between them
  script:launch        reply with what this program was started with
  script:error         end the turn with an error
  script:crash         end the program in mid turn, with exit code 3
"""
_WORD = re.compile(r"\bscript:([a-z]+)(?:=([0-9.]+))?")
_INDENT = "  "
_SPINNER = "\u280b\u2819\u2839\u2838\u283c\u2834\u2826\u2827\u2807\u280f"
_RULE = "\u2500"
_FRAME_SECONDS = 0.1
_QUOTED = 60
QUESTION = "Run this command? [y/n]"
TRUST = "Do you trust the files in this folder?"
SETTINGS = "Use the settings of this folder? [y/n]"
REFUSAL = "Error: the model is overloaded"
SHAPE = (
    "Here is the change:",
    "",
    "    def parse(text):",
    "        return text",
    "",
    "  > quoted from the mail",
    "  \u276f looks like a prompt",
    "  $ ls -l",
    "",
    "- the last row",
)
_CRASHED = 3


def words_of(message: str) -> dict[str, str]:
    """Return the words for this program in `message`, each with its number ("" for none)."""
    return dict(_WORD.findall(message))


def replies_to(message: str, launched: Sequence[str] = ()) -> tuple[tuple[str, ...], ...]:
    """Return the parts of the reply to `message`, each a tuple of rows."""
    words = words_of(message)
    if "lines" in words:
        return (tuple(f"row {number:05}" for number in range(1, int(words["lines"]) + 1)),)
    if "shape" in words:
        return (SHAPE,)
    if "launch" in words:
        return (tuple(launched),)
    asked = "You asked: " + " ".join(message.split())[:_QUOTED].rstrip()
    if "tools" in words:
        return (("I look at the files.",), ("I read them.", "", "    42 rows"), ("Done.", asked))
    return (("Done.", "", asked),)


@dataclass(frozen=True)
class Look:
    """What is drawn: before a message, before a reply, while it works; and what ends it all.

    `working` is "" for a spinner with the seconds.
    """

    prompt: str = "\u276f "
    mark: str = "\u25cf "
    working: str = ""
    leave: str = "/exit"


class Keyboard:
    """What is typed and pasted at the terminal, key by key."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def key(self) -> str | None:
        """Return one key or one whole paste; Enter is a carriage return, the end is None."""
        byte = os.read(self._descriptor, 1)
        if byte in (b"", b"\x04"):
            return None
        if byte == b"\x1b":
            return self._escape()
        while True:
            try:
                return byte.decode()
            except UnicodeDecodeError:
                byte += os.read(self._descriptor, 1)

    def _escape(self) -> str:
        if not select.select([self._descriptor], [], [], 0.05)[0]:
            return "\x1b"
        sequence = os.read(self._descriptor, 2)
        while not re.search(rb"[A-Za-z~]$", sequence):
            sequence += os.read(self._descriptor, 1)
        return self._paste() if sequence == b"[200~" else ""

    def _paste(self) -> str:
        pasted, end = b"", b"\x1b[201~"
        while not pasted.endswith(end):
            pasted += os.read(self._descriptor, 1)
        text = pasted[: -len(end)].decode("utf-8", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1b", "")


class Lines:
    """The terminal as a page that grows: only the row of the spinner is written again."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def __enter__(self) -> Lines:
        show("\x1b[?2004h")
        return self

    def __exit__(self, *_: object) -> None:
        show("\x1b[?2004l\r\n")

    def prompt(self) -> None:
        show(self._look.prompt)

    def typed(self, text: str, added: str) -> None:
        show(added.replace("\n", "\r\n" + _INDENT))

    def sent(self, text: str) -> None:
        show("\r\n")

    def working(self, row: str) -> None:
        show("\r\x1b[K" + row)

    def add(self, rows: Sequence[str]) -> None:
        show("\r\x1b[K" + "".join(row + "\r\n" for row in rows))

    def ask(self, rows: Sequence[str]) -> None:
        show("\r\x1b[K" + "\r\n".join(rows) + " ")

    def answered(self, answer: str) -> None:
        show(answer + "\r\n")


class FullScreen:
    """The alternate screen: transcript, composer, status bar; rows are drawn where they changed."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._transcript: list[str] = []
        self._composer = self._working = ""
        self._question: Sequence[str] = ()
        self._drawn: list[str] = []

    def __enter__(self) -> FullScreen:
        show("\x1b[?1049h\x1b[2J\x1b[?2004h")
        return self

    def __exit__(self, *_: object) -> None:
        show("\x1b[?2004l\x1b[?1049l")

    def prompt(self) -> None:
        self._composer = self._working = ""
        self._draw()

    def typed(self, text: str, added: str) -> None:
        self._composer = text
        self._draw()

    def sent(self, text: str) -> None:
        self._composer = ""
        self.add([*(self._look.prompt + text).replace("\n", "\n" + _INDENT).split("\n"), ""])

    def working(self, row: str) -> None:
        self._working = row
        self._draw()

    def add(self, rows: Sequence[str]) -> None:
        self._working = ""
        self._transcript += rows
        self._draw()

    def ask(self, rows: Sequence[str]) -> None:
        self._working, self._question = "", rows
        self._draw()

    def answered(self, answer: str) -> None:
        self._question = ()
        self._draw()

    def _draw(self) -> None:
        columns, height = shutil.get_terminal_size()
        rule = _RULE * columns
        composer = (self._look.prompt + self._composer).replace("\n", "\n" + _INDENT).split("\n")
        below = [*self._question] if self._question else [rule, *composer, rule]
        below = [self._working, *below, _INDENT + "? for shortcuts"]
        above = [part for row in self._transcript for part in wrapped(row, columns)]
        room = max(height - len(below), 0)
        above = above[-room:] if room else []
        # The transcript begins at the top; what follows it moves down until the screen is full.
        rows = [*above, *below][-height:]
        rows += [""] * (height - len(rows))
        changed = [
            f"\x1b[{number};1H{row[:columns]}\x1b[K"
            for number, row in enumerate(rows, start=1)
            if number > len(self._drawn) or self._drawn[number - 1] != row
        ]
        self._drawn = rows
        show("\x1b[?25l" + "".join(changed))


def wrapped(row: str, columns: int) -> list[str]:
    """Return `row` in pieces that fit."""
    return [row[at : at + columns] for at in range(0, len(row) or 1, columns)]


def show(text: str) -> None:
    """Write `text` to the terminal, now."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


class Agent:
    """The conversation: what is asked, and what it does about it."""

    def __init__(
        self, options: argparse.Namespace, look: Look, view: Lines | FullScreen, keyboard: Keyboard
    ) -> None:
        self._options, self._look, self._view, self._keyboard = options, look, view, keyboard
        self._system_prompt, self._servers = (
            path.read_text(encoding="utf-8") if path else ""
            for path in (options.system_prompt, options.mcp_config)
        )

    def converse(self) -> int:
        """Take messages until the one that ends it, or the input does; return the exit code."""
        if self._options.trust:
            self._choose((TRUST, "", self._look.prompt + "1. Yes", _INDENT + "2. No", ""), "\r1")
            self._choose((SETTINGS,), "yY")
        self._view.prompt()
        while (message := self._message()) not in (None, self._look.leave):
            if "crash" in words_of(message):
                self._work(message)
                return _CRASHED
            self._answer(message)
            self._view.prompt()
        return 0

    def _message(self) -> str | None:
        text = ""
        while (key := self._keyboard.key()) is not None:
            if key == "\r" and text.strip():
                self._view.sent(text)
                return text.strip()
            if key.isprintable() or "\n" in key:
                text += key
                self._view.typed(text, key)
        return None

    def _answer(self, message: str) -> None:
        words = words_of(message)
        self._work(message)
        if "ask" in words and not self._choose((QUESTION,), "yY"):
            self._view.add([self._look.mark + "Not run.", ""])
            return
        if "error" in words:
            self._view.add([REFUSAL, ""])
            return
        for number, rows in enumerate(replies_to(message, self._launched())):
            if number or "ask" in words:
                self._work(message)
            first, *others = rows
            mark = self._look.mark
            below = [(" " * len(mark) + row).rstrip() for row in others]
            self._view.add([mark + first, *below, ""])

    def _work(self, message: str) -> None:
        seconds = float(words_of(message).get("work") or self._options.work)
        started, frame = time.monotonic(), 0
        while (passed := time.monotonic() - started) < seconds:
            sign = _SPINNER[frame % len(_SPINNER)]
            spinner = f"{sign} Working ({passed:.0f}s \u00b7 esc to interrupt)"
            self._view.working(self._look.working or spinner)
            time.sleep(min(_FRAME_SECONDS, seconds))
            frame += 1

    def _choose(self, rows: Sequence[str], agreed: str) -> bool:
        """Show a question until it is answered; return whether a key of `agreed` was pressed."""
        self._view.ask(rows)
        while (key := self._keyboard.key()) is not None:
            if key and key[0] in "\r1yYnN2":
                self._view.answered(key.strip())
                return key[0] in agreed
        return False

    def _launched(self) -> tuple[str, ...]:
        options = self._options
        return (
            "model: " + options.model,
            "term: " + os.environ.get("TERM", ""),
            "terminal: " + os.environ.get("CAO_TERMINAL_ID", ""),
            "others: " + " ".join(options.others),
            f"system prompt: {len(self._system_prompt)} characters",
            "servers: " + " ".join(self._servers.split()),
        )


def parser() -> argparse.ArgumentParser:
    """Return the flags: ours, and those that the default answers know."""
    made = argparse.ArgumentParser(
        description=__doc__, epilog=WORDS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("--full-screen", action="store_true", help="the alternate screen")
    made.add_argument("--work", type=float, default=1.0, metavar="SECONDS", help="for a turn")
    made.add_argument("--start", type=float, default=0.0, metavar="SECONDS", help="until it shows")
    made.add_argument("--trust", action="store_true", help="ask two questions at the start")
    usual = Look()
    made.add_argument("--drawn-prompt", default=usual.prompt, metavar="TEXT")
    made.add_argument("--drawn-mark", default=usual.mark, metavar="TEXT")
    made.add_argument("--drawn-working", default=usual.working, metavar="TEXT")
    made.add_argument("--leave", default=usual.leave, metavar="TEXT", help="what ends it")
    made.add_argument("--append-system-prompt-file", dest="system_prompt", type=Path)
    made.add_argument("--mcp-config", type=Path)
    made.add_argument("--model", default="")
    return made


def main() -> int:
    """Converse at this terminal; other flags than ours are taken too, and do nothing."""
    options, others = parser().parse_known_args()
    options.others = others
    look = Look(options.drawn_prompt, options.drawn_mark, options.drawn_working, options.leave)
    before = termios.tcgetattr(0)
    tty.setraw(0)
    time.sleep(options.start)
    try:
        with FullScreen(look) if options.full_screen else Lines(look) as view:
            return Agent(options, look, view, Keyboard(0)).converse()
    finally:
        termios.tcsetattr(0, termios.TCSANOW, before)


if __name__ == "__main__":
    sys.exit(main())
