"""Runs a command of ours, and lists what it opens below a folder.

    opened.py FOLDER WORD...

Prints one line of JSON: the paths, from FOLDER, of the files that were there and that it opened.
"""

import contextlib
import json
import os
import sys
from pathlib import Path

from cao_scaffold.cli import run


def main(folder: Path, *words: str) -> None:
    """Run the command and print."""
    present = {path for path in folder.rglob("*") if path.is_file()}
    opened: set[str] = set()

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | os.PathLike):
            path = Path(os.fspath(arguments[0])).absolute()
            if path in present:
                opened.add(path.relative_to(folder).as_posix())

    sys.addaudithook(note)
    with contextlib.redirect_stdout(sys.stderr):
        code = run(words)
    print(json.dumps(sorted(opened)))
    sys.exit(code)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), *sys.argv[2:])
