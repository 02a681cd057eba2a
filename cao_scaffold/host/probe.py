"""Runs a snippet in the host's own Python, in a private home, and brings back its result."""

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.home import Home
from cao_scaffold.host.process import run

# The result goes into a file, since a plugin may print; os._exit, since it may leave threads.
_CALL = """

if __name__ == "__main__":
    import json as _json, os as _os, sys as _sys

    _result = _json.dumps(probe(_json.load(_sys.stdin)))
    with open(_sys.argv[1], "w", encoding="utf-8") as _file:
        _file.write(_result)
    _sys.stdout.flush()
    _sys.stderr.flush()
    _os._exit(0)
"""


class ProbeError(ScaffoldError):
    """The snippet brought back no result; `errors` is all that it wrote to stderr."""

    def __init__(self, message: str, *, errors: str, timed_out: bool) -> None:
        super().__init__(message)
        self.errors = errors
        self.timed_out = timed_out


def run_probe(
    python: Path,
    snippet: str,
    argument: object,
    *,
    home: Home,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    timeout: float = 60,
) -> Any:
    """Call the function `probe(argument)` that `snippet` defines; return its JSON-able result.

    The snippet runs as a script in `folder` (default: the home), with `environment` on top of
    the home's own.
    Raises ProbeError where it raised, exited, or took longer than `timeout` seconds.
    """
    place = Path(mkdtemp(prefix="probe-", dir=home.path))
    script, result = place / "probe.py", place / "result.json"
    script.write_text(snippet + _CALL, encoding="utf-8")
    finished = run(
        [python, script, result],
        environment=home.environment(environment),
        folder=folder or home.path,
        stdin=json.dumps(argument),
        timeout=timeout,
    )
    if result.exists():
        return json.loads(result.read_text(encoding="utf-8"))
    raise _no_result(python, finished.code, finished.errors, timeout)


def _no_result(python: Path, code: int | None, errors: str, timeout: float) -> ProbeError:
    if code is None:
        message = f"a probe in {python} did not end within {timeout:g} s"
    else:
        message = f"a probe in {python} ended with exit code {code}"
    last = errors.strip().split("\n")[-1]
    return ProbeError(
        f"{message}: {last}" if last else message, errors=errors, timed_out=code is None
    )
