"""Runs in CAO's Python, without the rest of cao-scaffold: the real registry, watched."""

import logging
import sys
from typing import Any

from .life import Life
from .watch import Watch


def probe(argument: dict[str, Any]) -> dict[str, Any]:
    """Exercise the entry points of `argument`; return what was seen."""
    sys.path.extend(argument["late"])
    watch = Watch(argument)
    sys.addaudithook(watch.audit)
    logging.getLogger().addHandler(watch)
    logging.getLogger().setLevel(logging.DEBUG)
    return Life(argument, watch).run()
