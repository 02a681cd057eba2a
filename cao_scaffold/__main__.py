"""Entry point of `cao-scaffold` and of `python -m cao_scaffold`."""

import sys

from cao_scaffold.cli import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
