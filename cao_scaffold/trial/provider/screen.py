"""What a session's terminal shows, as tmux draws it; kept when the session is gone."""

import shutil
import subprocess

from cao_scaffold.host.home import Home

_ROWS = 12


class Screen:
    """The pane of a session in a private tmux. `look` may be called from any thread."""

    def __init__(self, home: Home, session: str) -> None:
        self._environment = home.environment()
        self._session = session
        self._rows: tuple[str, ...] = ()

    def look(self) -> tuple[str, ...]:
        """Return the last rows that are not empty; those of the last look where there are none."""
        command = [str(shutil.which("tmux")), "capture-pane", "-p", "-t", f"{self._session}:"]
        said = subprocess.run(
            command,
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        rows = tuple(row.rstrip() for row in said.stdout.split("\n") if row.strip())
        if rows:
            self._rows = rows[-_ROWS:]
        return self._rows

    def below(self, problem: str) -> str:
        """Return `problem`, and below it what the terminal shows."""
        rows = self.look()
        return "\n".join([f"{problem}; the terminal's last rows:", *rows]) if rows else problem
