"""A visitor of a receiver: urllib, and what it was answered."""

import http.client
import json
from typing import Any, NamedTuple
from urllib.parse import urlsplit


class Answered(NamedTuple):
    status: int
    body: Any
    headers: dict[str, str]


def call(url: str, body: Any = None, *, method: str = "POST", timeout: float = 5) -> Answered:
    """Send `body` as JSON (bytes as they are) over a new connection."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=timeout)
    try:
        return call_over(connection, url, body, method=method)
    finally:
        connection.close()


def call_over(
    connection: http.client.HTTPConnection, url: str, body: Any = None, *, method: str = "POST"
) -> Answered:
    """Send `body` over a connection that stays open."""
    parts = urlsplit(url)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    connection.request(method, target, data, {"Content-Type": "application/json"})
    response = connection.getresponse()
    text = response.read()
    return Answered(response.status, json.loads(text) if text else None, dict(response.headers))
