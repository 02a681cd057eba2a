"""The program that a provider runs: the real one, or the scripted one under its name."""

import contextlib
import os
import shlex
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.home import Home
from cao_scaffold.trial import scripted_cli
from cao_scaffold.trial.stand_in import install_program

# A real program finds its login and its settings where its user has them.
_USERS_OWN = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


@dataclass(frozen=True)
class Program:
    """A program on the PATH of a private home; `real` is the file that it runs, else None."""

    real: Path | None
    _number: Path

    @property
    def is_running(self) -> bool:
        """Tell whether the process that was started last still lives."""
        with contextlib.suppress(OSError, ValueError):
            os.kill(int(self._number.read_text(encoding="ascii")), 0)
            return True
        return False

    def ends_within(self, seconds: float) -> bool:
        """Wait for its end."""
        deadline = time.monotonic() + seconds
        while self.is_running and time.monotonic() < deadline:
            time.sleep(0.05)
        return not self.is_running


def find_program(binary: str, given: Path | None) -> Path | None:
    """Return the real program: `given`, or `binary` on the PATH; None where there is none."""
    if given is None:
        found = shutil.which(binary)
        return Path(found).absolute() if found else None
    if not given.is_file() or not os.access(given, os.X_OK):
        raise ScaffoldError(f"{given} is no program", hint=f"chmod +x {shlex.quote(str(given))}")
    return given.absolute()


def install(
    home: Home, binary: str, *, real: Path | None = None, options: Sequence[str] = ()
) -> Program:
    """Put `real`, or the scripted program, on the PATH of login shells in `home` as `binary`.

    It is started with `options` before those of the provider. Raises ScaffoldError where
    `binary` is a path: nothing can stand in its place.
    """
    if "/" in binary:
        raise ScaffoldError(
            f"the provider starts {binary} by its path, and not by the PATH",
            hint="name the program without its folder in the provider's command",
        )
    number = home.path / "program"
    lines = [f"echo $$ > {shlex.quote(str(number))}"]
    if real:
        lines += [_restored(name) for name in _USERS_OWN]
        words = [str(real), *options]
    else:
        script = str(Path(scripted_cli.__file__).resolve())
        words = [sys.executable, "-I", "-S", script, *options]
    install_program(home, binary, "\n".join([*lines, f'exec {shlex.join(words)} "$@"']))
    return Program(real, number)


def _restored(name: str) -> str:
    value = os.environ.get(name)
    return f"unset {name}" if value is None else f"export {name}={shlex.quote(value)}"
