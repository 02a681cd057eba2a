"""How the user's shell calls uv and cao-scaffold when this process is gone."""

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cao_scaffold.report.plugin import Programs


def programs() -> "Programs":
    """Return how to call uv and ourselves: by name where the shell finds them."""
    from cao_scaffold.report.plugin import Programs

    python = shlex.quote(sys.executable)
    uv = os.environ.get("UV", "")
    return Programs(
        uv="uv" if _is_on_path("uv") else shlex.quote(uv) if uv else f"{python} -m uv",
        scaffold="cao-scaffold" if _is_on_path("cao-scaffold") else f"{python} -m cao_scaffold",
    )


def _is_on_path(program: str) -> bool:
    """Tell whether the user's shell finds `program`: uvx extends the PATH for this run only."""
    found = shutil.which(program)
    in_our_environment = found and Path(found).parent == Path(sys.prefix) / "bin"
    is_active = sys.prefix in (sys.base_prefix, os.environ.get("VIRTUAL_ENV"))
    return bool(found) and (is_active or not in_our_environment)
