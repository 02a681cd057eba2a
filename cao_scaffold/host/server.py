"""A real cao-server in a private home: start it, call it, read its log, stop it."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import mkstemp
from typing import Any, NamedTuple
from urllib.parse import urlencode

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.home import Home
from cao_scaffold.host.process import running, stop

_HOST = "127.0.0.1"
_START_SECONDS = 60
_STOP_SECONDS = 20
_ANSWER_SECONDS = 60
_LAST_LINES = 15
_ATTEMPTS = 3
# Where the script is not beside its Python, as with a user's own packages.
_WITHOUT_SCRIPT = "from cli_agent_orchestrator.api.main import main; main()"


class Answered(NamedTuple):
    """An answer of the API: its status, its JSON (text where it is none), how long it took."""

    status: int
    body: Any
    seconds: float


class Server:
    """A cao-server that is up. A call that gets no answer raises ScaffoldError."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, logs: "_Logs") -> None:
        self._process = process
        self._port = port
        self._logs = logs

    @property
    def url(self) -> str:
        """The API's address."""
        return f"http://{_HOST}:{self._port}"

    @property
    def is_running(self) -> bool:
        """Tell whether the process lives."""
        return self._process.poll() is None

    def log_text(self) -> str:
        """Return all that this server has said: stdout, stderr and its log files."""
        return self._logs.text()

    def get(self, path: str, parameters: Mapping[str, str] | None = None) -> Answered:
        """GET `path`."""
        return self._call("GET", path, parameters, None)

    def post(
        self,
        path: str,
        parameters: Mapping[str, str] | None = None,
        body: object = None,
        *,
        patience: float = _ANSWER_SECONDS,
    ) -> Answered:
        """POST `body` as JSON (nothing for None) to `path`; wait `patience` seconds at most."""
        return self._call("POST", path, parameters, body, patience)

    def delete(self, path: str, parameters: Mapping[str, str] | None = None) -> Answered:
        """DELETE `path`."""
        return self._call("DELETE", path, parameters, None)

    def terminate(self, patience: float = _STOP_SECONDS) -> bool:
        """Send SIGTERM and wait; False where it took SIGKILL after `patience` seconds."""
        return stop(self._process, patience)

    def kill(self) -> None:
        """Send SIGKILL and wait."""
        self._process.kill()
        self._process.wait()

    def _call(
        self,
        method: str,
        path: str,
        parameters: Mapping[str, str] | None,
        body: object,
        patience: float = _ANSWER_SECONDS,
    ) -> Answered:
        target = f"{path}?{urlencode(parameters)}" if parameters else path
        data = None if body is None else json.dumps(body)
        connection = http.client.HTTPConnection(_HOST, self._port, timeout=patience)
        started = time.monotonic()
        try:
            connection.request(method, target, data, {"Content-Type": "application/json"})
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as problem:
            reason = f"{method} {path} was not answered: {problem or type(problem).__name__}"
            raise ScaffoldError(f"cao-server failed: {reason}") from problem
        finally:
            connection.close()
        seconds = time.monotonic() - started
        try:
            return Answered(response.status, json.loads(text), seconds)
        except ValueError:
            return Answered(response.status, text, seconds)


@contextlib.contextmanager
def start_server(
    python: Path,
    home: Home,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Iterator[Server]:
    """Run the cao-server of `python` in `home` on a free port, and wait until it is healthy.

    `environment` comes on top of the home's own, `folder` is the working directory (default:
    the home). Raises ScaffoldError with the log's end where it does not come up. On leaving,
    the server gets SIGTERM, and SIGKILL after a deadline.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        with _started(python, home, environment or {}, folder) as server:
            if _becomes_healthy(server):
                yield server
                return
            said = server.log_text()
            fate = f"was not up within {_START_SECONDS} s" if server.is_running else "ended at once"
        # Another program may have taken the port between our look and the server's.
        if "address already in use" not in said.lower() or attempt == _ATTEMPTS:
            break
    last = "\n".join(said.strip().split("\n")[-_LAST_LINES:])
    raise ScaffoldError(f"cao-server {fate}; it said:\n{last}")


@contextlib.contextmanager
def _started(
    python: Path, home: Home, environment: Mapping[str, str], folder: Path | None
) -> Iterator[Server]:
    port = _free_port()
    descriptor, output = mkstemp(prefix="server-", suffix=".log", dir=home.path)
    logs = _Logs(Path(output), home.cao / "logs")
    at = {"CAO_API_HOST": _HOST, "CAO_API_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    with (
        os.fdopen(descriptor, "wb") as file,
        running(
            [*_command(python), "--host", _HOST, "--port", str(port)],
            environment=home.environment({**environment, **at}),
            folder=folder or home.path,
            output=file,
            patience=_STOP_SECONDS,
        ) as process,
    ):
        yield Server(process, port, logs)


def _command(python: Path) -> list[str]:
    script = python.parent / "cao-server"
    return [str(script)] if script.exists() else [str(python), "-c", _WITHOUT_SCRIPT]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _becomes_healthy(server: Server) -> bool:
    deadline = time.monotonic() + _START_SECONDS
    while server.is_running and time.monotonic() < deadline:
        with contextlib.suppress(ScaffoldError):
            if server.get("/health").status == 200:
                return True
        time.sleep(0.05)
    return False


class _Logs:
    """One server's words: its output, and what the home's log files gained since it started."""

    def __init__(self, output: Path, folder: Path) -> None:
        self._output = output
        self._folder = folder
        self._before = {path: path.stat().st_size for path in folder.glob("*.log")}

    def text(self) -> str:
        """Return the output, then the log files by name."""
        parts = [self._output.read_bytes()]
        for path in sorted(self._folder.glob("*.log")):
            parts.append(path.read_bytes()[self._before.get(path, 0) :])
        return b"\n".join(parts).decode("utf-8", "replace")
