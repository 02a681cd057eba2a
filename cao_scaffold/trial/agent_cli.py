"""A scripted stand-in for an agent's command line: shows a prompt, takes a message, echoes it.

It speaks the words by which CAO's provider `mock_cli` knows a prompt and a reply. Run as a
script by any Python 3, with the standard library only.
"""

import argparse
import os
import sys
import termios
import time
import tty

_PROMPT = "\u276f "
_REPLY = "> MOCK: "
_SHOWN = 200
_PASTE_ON, _PASTE_OFF = "\x1b[?2004h", "\x1b[?2004l"
_PASTE_BEGIN, _PASTE_END = b"\x1b[200~", b"\x1b[201~"
_ENTER = (b"\r", b"\n")
_END_OF_INPUT = b"\x04"


def read_message(descriptor: int) -> str | None:
    """Read until Enter; what is pasted may hold line ends. None at the end of the input."""
    typed = b""
    while True:
        byte = os.read(descriptor, 1)
        pasting = typed.rfind(_PASTE_BEGIN) > typed.rfind(_PASTE_END)
        if not byte or (byte == _END_OF_INPUT and not pasting):
            return None
        if byte in _ENTER and not pasting:
            break
        typed += byte
    text = typed.replace(_PASTE_BEGIN, b"").replace(_PASTE_END, b"").decode("utf-8", "replace")
    return " ".join(text.split())


def answer(message: str, delay: float) -> None:
    """Echo `message` after the prompt, work for `delay` seconds, and reply."""
    show(f"{message[:_SHOWN]}\r\n")
    time.sleep(delay)
    show(f"{_REPLY}{message[:_SHOWN]}\r\n{_PROMPT}")


def show(text: str) -> None:
    """Write `text` to the terminal, now."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def main() -> None:
    """Converse until `/exit` or the end of the input."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--delay-ms", type=int, default=50)
    delay = parser.parse_args().delay_ms / 1000
    before = termios.tcgetattr(0)
    tty.setraw(0)
    show(_PASTE_ON + _PROMPT)
    try:
        while (message := read_message(0)) not in (None, "/exit"):
            if message:
                answer(message, delay)
    finally:
        show(f"{_PASTE_OFF}\r\n")
        termios.tcsetattr(0, termios.TCSANOW, before)


if __name__ == "__main__":
    main()
