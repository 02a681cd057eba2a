"""A spool on a disk that is full: said once, and no reason to lose a message."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cao_scaffold import receivers
from tests.delivery.child import Source
from tests.delivery.conftest import Run
from tests.delivery.messages import by_session, marks, once_in_order, texts

pytestmark = pytest.mark.cao

ROOM = 256 * 1024
# A file system that only the command behind it sees, and that is gone with it.
_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && shift 2 && exec "$@"'


@pytest.fixture
def small_disk(tmp_path: Path) -> dict[str, Any]:
    """What makes the driver's `tmp_path` small: a mount, or a limit on the size of files."""
    mounted = ["unshare", "--mount", "sh", "-c", _MOUNT, "sh", str(ROOM), str(tmp_path)]
    may_mount = os.geteuid() == 0 and shutil.which("unshare")
    if may_mount and subprocess.run([*mounted, "true"], check=False).returncode == 0:
        return {"before": mounted}
    return {"file_limit": ROOM}


@pytest.mark.parametrize("kind", ["discord", "telegram"])
def test_all_arrive_once_in_order_with_one_warning(
    run: Run, kind: str, small_disk: dict[str, Any], tmp_path: Path
) -> None:
    sessions, each = ("cao-a", "cao-b"), 200
    settings = {"SPOOL": tmp_path / "spool"}
    with receivers.start(kind, limits=False) as receiver:
        receiver.faults.slow = 0.02
        with run(receiver, settings=settings, **small_disk) as child:
            child.send(*(Source(session, texts(session, each, size=1500)) for session in sessions))
            receiver.faults.slow = 0
            receiver.wait_for(lambda it: len(marks(it.texts)) >= 2 * each, 30)
            assert by_session(marks(receiver.texts)) == once_in_order(each, *sessions)
            assert len(child.warnings) == 1
            assert "the spool cannot be written" in child.warnings[0]


@pytest.mark.parametrize("kind", ["discord", "telegram"])
def test_all_arrive_where_no_file_may_grow_any_more(run: Run, kind: str, tmp_path: Path) -> None:
    settings = {"SPOOL": tmp_path / "spool"}
    with (
        receivers.start(kind, limits=False) as receiver,
        run(receiver, settings=settings, file_limit=ROOM) as child,
    ):
        child.send(Source("cao-a", texts("cao-a", 300, size=1500)))
        receiver.wait_for(lambda it: len(marks(it.texts)) >= 300, 30)
        assert by_session(marks(receiver.texts)) == once_in_order(300, "cao-a")
        assert len(child.warnings) == 1
