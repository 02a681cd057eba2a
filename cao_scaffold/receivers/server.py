"""An HTTP server on loopback that plays a destination, with faults, and keeps what arrived."""

import contextlib
import json
import select
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from cao_scaffold.receivers.destination import Destination
from cao_scaffold.receivers.faults import Fault, Faults
from cao_scaffold.receivers.records import Answer, Received, Request

_HOST = "127.0.0.1"


class Receiver:
    """A destination that can be visited, and what its visitors left.

    `faults` are its switches. After `down()` connections are refused; `up()` opens the
    same port again.
    """

    def __init__(
        self, destination: Destination, *, on_received: Callable[[Received], None] | None = None
    ) -> None:
        self.destination = destination
        self.faults = Faults()
        self.rejected: Counter[int] = Counter()
        self.requests = 0
        self.connections = 0
        self.pings = 0
        self._received: list[Received] = []
        self._on_received = on_received
        self._changed = threading.Condition()
        self._port = 0
        self._server: _Server | None = None

    @property
    def url(self) -> str:
        """The address, without a path."""
        return f"http://{_HOST}:{self._port}"

    @property
    def settings(self) -> dict[str, str]:
        """The variables, without a plugin's prefix, that lead a plugin here."""
        return self.destination.settings(self.url)

    @property
    def received(self) -> tuple[Received, ...]:
        """The accepted messages, in the order of their arrival."""
        with self._changed:
            return tuple(self._received)

    @property
    def texts(self) -> tuple[str, ...]:
        """The accepted messages' texts."""
        return tuple(each.text for each in self.received)

    def up(self) -> None:
        """Listen; on the port of before, where there was one."""
        if self._server is None:
            self._server = _Server(self, self._port)
            self._port = self._server.server_port
            threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def down(self) -> None:
        """Stop listening, and drop every connection."""
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()
            server.drop_connections()

    def wait_for(self, condition: Callable[["Receiver"], bool], timeout: float) -> bool:
        """Wait until `condition` holds of this receiver; False where it does not in time."""
        with self._changed:
            return self._changed.wait_for(lambda: condition(self), timeout)

    def judge(self, request: Request, fault: Fault) -> Answer:
        """Answer `request`: by the fault at hand, else by the destination's rules."""
        with self._changed:
            self.requests += 1
            judge = self.destination.answer
            answer = self._refusal(fault) if fault.status else judge(request)
            status = answer.hidden or answer.status
            if status >= 400:
                self.rejected[status] += 1
            received = self._keep(request, answer)
            self._changed.notify_all()
        if received and self._on_received:
            self._on_received(received)
        return answer

    def connected(self) -> None:
        """Count one more TCP connection."""
        with self._changed:
            self.connections += 1

    def _refusal(self, fault: Fault) -> Answer:
        in_body = fault.wait if fault.form in ("body", "both") else None
        in_header = fault.wait is not None and fault.form in ("header", "both")
        headers = {"Retry-After": f"{fault.wait:g}"} if in_header else {}
        return Answer(fault.status, self.destination.refusal(fault.status, in_body), headers)

    def _keep(self, request: Request, answer: Answer) -> Received | None:
        message = answer.message
        if message is None:
            return None
        body = request.body.decode("utf-8", "replace")
        arrived = Received(
            time.time(), message.text, message.thread, request.path, body, request.headers
        )
        self._received.append(arrived)
        self.pings += message.pings
        return arrived


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, receiver: Receiver, port: int) -> None:
        self.receiver = receiver
        self._open: set[socket.socket] = set()
        super().__init__((_HOST, port), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self._open.add(connection)
        self.receiver.connected()
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a visitor that goes away is what the tests are about."""

    def drop_connections(self) -> None:
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def handle_any(self) -> None:
        request = self._request()
        receiver = self.server.receiver
        receiver.faults.wait_while_silent()
        if self._is_alone():
            self.close_connection = True
            return
        fault = receiver.faults.take()
        if fault.cut == "reset":
            self._reset()
            return
        answer = receiver.judge(request, fault)
        time.sleep(receiver.faults.slow)
        self._send(answer, whole=fault.cut != "half")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: what arrived is kept, not printed."""

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        query = dict(reversed(parse_qsl(parts.query, keep_blank_values=True)))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        return Request(self.command, parts.path, query, dict(self.headers.items()), body)

    def _is_alone(self) -> bool:
        """Tell whether the visitor has gone: what it brought counts as never arrived."""
        readable, _, _ = select.select([self.connection], [], [], 0)
        if not readable:
            return False
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except OSError:
            return True

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.rfile.close()
        self.connection.close()

    def _send(self, answer: Answer, *, whole: bool) -> None:
        body = b"" if answer.status == 204 else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        if answer.status != 204:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body) if whole else len(body) + 100))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body if whole else body[: len(body) // 2])
        self.close_connection = self.close_connection or not whole
