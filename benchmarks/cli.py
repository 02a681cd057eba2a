"""How fast the command line is, beside what it cannot be faster than.

    python benchmarks/cli.py

`--help` beside `import click`, and `plugin telegram` beside `copier copy` of the same template
with the same answers; ten runs each, in turn. Exits 1 when a target is missed.
"""

import json
import sys
from pathlib import Path

from benchmarks.measure import at_most, describe, ratio, run_in_turn
from cao_scaffold.bundle import bundle_path
from cao_scaffold.events import EVENTS
from cao_scaffold.names import Names

RUNS = 10
PROGRAMS = Path(sys.executable).parent
NAME = "telegram"
ANSWERS = {
    "plugin_name": Names(NAME).plugin,
    "integration": NAME,
    "events": json.dumps([event.name for event in EVENTS]),
}


def show_help(folder: Path) -> list[str]:
    """Our help."""
    return [str(PROGRAMS / "cao-scaffold"), "--help"]


def import_click(folder: Path) -> list[str]:
    """Python, with click."""
    return [sys.executable, "-c", "import click"]


def write_plugin(folder: Path) -> list[str]:
    """The whole command."""
    command = [str(PROGRAMS / "cao-scaffold"), "plugin", NAME, "--events", "all"]
    return [*command, "--defaults", "--output", str(folder)]


def copy_template(folder: Path) -> list[str]:
    """Copier alone."""
    data = [word for name, value in ANSWERS.items() for word in ("--data", f"{name}={value}")]
    template = bundle_path("templates") / "plugin"
    options = ["--defaults", "--quiet", *data]
    return [str(PROGRAMS / "copier"), "copy", *options, str(template), str(folder / "made")]


def main() -> int:
    """Measure, print, judge."""
    helps, clicks = run_in_turn((show_help, import_click), times=RUNS)
    plugins, copies = run_in_turn((write_plugin, copy_template), times=RUNS)
    print(f"medians of {RUNS} runs (least to greatest), peak memory")
    print(describe("cao-scaffold --help", helps))
    print(describe('python -c "import click"', clicks))
    print(describe("cao-scaffold plugin telegram", plugins))
    print(describe("copier copy, same template and answers", copies))
    verdicts = (
        at_most("--help beside import click", ratio(helps, clicks), 2),
        at_most("plugin beside copier copy", ratio(plugins, copies), 1.15),
    )
    print(*verdicts, sep="\n")
    return 0 if all(verdict.reached for verdict in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
