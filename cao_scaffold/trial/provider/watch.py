"""Watches the states that CAO gives a session's terminal, beside whatever else goes on."""

import contextlib
import threading
import time
from collections.abc import Callable, Collection

from cao_scaffold.errors import ScaffoldError
from cao_scaffold.host.server import Server

READY = ("idle", "completed")
_INTERVAL = 0.05
_GLANCES = 0.5


class Watch:
    """Polls the first terminal of a session from its creation on; tells each change at once.

    Until it is ready, `look` is called now and then: a session that does not start is gone.
    Within the `with` block only. `seconds` and the times of states count from its start.
    """

    def __init__(
        self,
        server: Server,
        session: str,
        *,
        tell: Callable[[str], None],
        look: Callable[[], object],
    ) -> None:
        self._server, self._session, self._tell, self._glance = server, session, tell, look
        self._started = time.monotonic()
        self._changed = threading.Condition()
        self._states: list[tuple[float, str]] = []
        self._terminal = ""
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    @property
    def states(self) -> tuple[tuple[float, str], ...]:
        """Every state up to now, with its time."""
        with self._changed:
            return tuple(self._states)

    @property
    def state(self) -> str:
        """The state now, "" before there is a terminal."""
        states = self.states
        return states[-1][1] if states else ""

    @property
    def seconds(self) -> float:
        """The time since the start."""
        return time.monotonic() - self._started

    def wait_for(self, names: Collection[str], seconds: float, *, since: int = 0) -> str:
        """Wait until one of `names` is among the states from number `since` on.

        Returns it, or "" when `seconds` are over.
        """
        deadline = time.monotonic() + seconds
        with self._changed:
            while True:
                for _, name in self._states[since:]:
                    if name in names:
                        return name
                left = deadline - time.monotonic()
                if left <= 0:
                    return ""
                # Short waits let Ctrl-C through.
                self._changed.wait(min(left, 0.2))

    def _poll(self) -> None:
        looked = self.seconds
        while not self._ended.wait(_INTERVAL):
            with contextlib.suppress(ScaffoldError):
                self._look()
            if self.state not in READY and self.seconds - looked > _GLANCES:
                self._glance()
                looked = self.seconds

    def _look(self) -> None:
        if not self._terminal:
            found = self._server.get(f"/sessions/{self._session}/terminals").body
            self._terminal = str(found[0]["id"]) if isinstance(found, list) and found else ""
            return
        said = self._server.get(f"/terminals/{self._terminal}").body
        name = str(said.get("status") or "") if isinstance(said, dict) else ""
        if name and name != self.state:
            with self._changed:
                self._states.append((self.seconds, name))
                self._changed.notify_all()
            self._tell(name)
