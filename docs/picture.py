"""`python -m docs.picture`: the terminal pictures, made anew from real runs of the commands."""

import html
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text

from cao_scaffold.host.environment import NEWEST
from tests.claims.sandbox import sandbox

FOLDER = Path(__file__).parent / "images"
_COLUMNS = 104
# What is run, in a folder with a CAO checkout; and how many of the first and last rows are shown.
PICTURES = {
    "plugin": ("cao-scaffold plugin telegram --defaults --try", 3, 24),
    "provider": ("cao-scaffold provider new-cli --defaults --repo cli-agent-orchestrator", 12, 20),
}


def rows_of(name: str, *, whole: bool = False) -> list[str]:
    """Run a picture's command under a terminal, and return its rows: those shown, or all."""
    command, first, last = PICTURES[name]
    rows = [row[:_COLUMNS] for row in _run(command) if row.strip()]
    if not whole:
        rows = [*rows[:first], "  ...", *rows[-last:]]
    return [f"$ {command}", *rows]


def draw(rows: list[str], title: str) -> str:
    """Return the rows as SVG."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=_COLUMNS, file=nowhere, force_terminal=True)
        for number, row in enumerate(rows):
            console.print(Text(row, style="bold" if number == 0 else ""))
        return console.export_svg(title=title, unique_id=f"cao-scaffold-{title}")


def rows_in(svg: str) -> list[str]:
    """Return the rows that a picture shows."""
    found = re.findall(r'<text [^>]*clip-path="[^"]*line-(\d+)\)">(.*?)</text>', svg)
    rows: dict[int, str] = {}
    for number, text in found:
        rows[int(number)] = rows.get(int(number), "") + html.unescape(text).replace("\xa0", " ")
    return [rows[number].rstrip() for number in sorted(rows)]


def normal(rows: list[str]) -> list[str]:
    """Return rows without what differs from run to run: numbers, names, places, and blanks."""
    plain = (re.sub(r"try[0-9a-f]+", "N", row) for row in rows)
    plain = (re.sub(r"(developer) [0-9a-f]{4}", r"\1 ID", row) for row in plain)
    plain = (re.sub(r"\d+(?:\.\d+)?", "0", row) for row in plain)
    return [" ".join(row.split()) for row in plain if row.strip()]


def _run(command: str) -> list[str]:
    with sandbox(NEWEST, checkout=True) as place:
        text = _under_a_terminal(command, place.folder, place.environment)
        text = text.replace(f"{place.folder}/", "")
    return [row.rpartition("\r")[2] for row in text.replace("\r\n", "\n").split("\n")]


def _under_a_terminal(command: str, folder: Path, environment: dict[str, str]) -> str:
    with _terminal() as (ours, theirs):
        process = subprocess.Popen(
            ["bash", "-c", command],
            cwd=folder,
            env={**environment, "COLUMNS": str(_COLUMNS), "TERM": "xterm-256color"},
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        text = b"".join(_read(ours))
        if process.wait() != 0:
            raise RuntimeError(f"{command} failed:\n{text.decode()}")
    return text.decode("utf-8", "replace")


@contextmanager
def _terminal() -> Iterator[tuple[int, int]]:
    ours, theirs = pty.openpty()
    try:
        yield ours, theirs
    finally:
        os.close(ours)


def _read(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            read = os.read(descriptor, 65536)
        except OSError:  # the other end is closed
            return
        if not read:
            return
        yield read


def main() -> int:
    """Draw every picture."""
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        path = FOLDER / f"{name}.svg"
        path.write_text(draw(rows_of(name), name), encoding="utf-8")
        print(f"drew {path.name}, {path.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
