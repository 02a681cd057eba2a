"""A disk that is soon full, for one command alone."""

import shutil
import subprocess
from pathlib import Path

# A file system that only the command behind it sees, and that is gone with it.
_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'
_LIMIT = 'ulimit -f "$1"; trap "" XFSZ; shift; exec "$@"'
# Of root, then of users who may have a namespace of their own.
_NAMESPACES = (("--mount",), ("--user", "--map-root-user", "--mount"))

FULL_DISK = "No space left on device|File too large"


def on_small_disk(place: Path, *, kilobytes: int) -> list[str]:
    """Return the words before a command that finds the folder `place` empty, on a small disk.

    Where nothing may be mounted, no file can grow over that size.
    """
    for namespace in _NAMESPACES if shutil.which("unshare") else ():
        size = f"{kilobytes}k"
        words = ["unshare", *namespace, "sh", "-c", _MOUNT, "sh", size, str(place)]
        if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:
            return words
    return ["bash", "-c", _LIMIT, "bash", str(kilobytes)]
