"""Entry point of `cao-scaffold` and of `python -m cao_scaffold`."""

import gc
import sys

from cao_scaffold.cli import run


def main() -> None:
    """Run the command line and leave with its exit code."""
    # Syntax trees are many objects, none of them garbage: to look for it takes a third of the time.
    gc.set_threshold(200_000, 20, 20)
    sys.exit(run())


if __name__ == "__main__":
    main()
