"""Writing several files as one step: staged, journalled, renamed, and undone where that fails."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cao_scaffold.edit.disk import first_missing, is_writable, only_writer, refusals, store, sync
from cao_scaffold.errors import ScaffoldError

# In the root while files in it are replaced; beside a new root until it is complete.
JOURNAL = ".cao-scaffold-journal"
STAGING = ".cao-scaffold-staging-"


class Write(NamedTuple):
    """The wanted bytes of the file `path` (None: no file), and its mode (None: as it is)."""

    path: str
    content: bytes | None
    mode: int | None


class Entry(NamedTuple):
    """What the journal says of one file, all paths relative to the root.

    `digest` is that of the new bytes (None: no file); `folders` did not exist before.
    """

    path: str
    existed: bool
    digest: str | None
    folders: Sequence[str]


def create_tree(root: Path, writes: Sequence[Write]) -> None:
    """Write the new folder `root`, with any missing parent, in one rename."""
    top = first_missing(root)
    with refusals(root), only_writer(top.parent):
        _sweep(top.parent)
        staging = top.parent / f"{STAGING}{top.name}"
        try:
            staged_root = staging / root.absolute().relative_to(top)
            staged_root.mkdir(parents=True)
            for write in writes:
                if write.content is not None:
                    store(staged_root / write.path, write.content, mode=write.mode)
            for folder, _, _ in os.walk(staging, topdown=False):
                sync(Path(folder))
            staging.rename(top)
            sync(top.parent)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise


def edit_tree(root: Path, writes: Sequence[Write]) -> None:
    """Write, replace and delete files in the existing folder `root`: all, or none."""
    with refusals(root), only_writer(root):
        _restore(root)
        places = [_place(root, write.path) for write in writes]
        journal = root / JOURNAL
        try:
            journal.mkdir()
            entries = [
                _stage(journal, number, write, root=root, place=place)
                for number, (write, place) in enumerate(zip(writes, places, strict=True))
            ]
            store(journal / "draft", json.dumps(entries).encode())
            (journal / "draft").rename(journal / "entries")
            sync(journal)
            _replace(journal, root, entries)
            (journal / "entries").unlink()
        except BaseException:
            _restore(root)
            raise
        sync(journal)
        shutil.rmtree(journal)


def is_interrupted(root: Path) -> bool:
    """Tell whether a killed process left something in, or beside, `root`."""
    return (root / JOURNAL).exists() or bool(_stagings(first_missing(root).parent))


def recover(root: Path) -> tuple[Path, ...]:
    """Put back what a killed process had replaced below `root`; remove what it staged.

    Returns the files put back. Left alone is a file that somebody has changed since.
    """
    parent = first_missing(root).parent
    with refusals(root):
        if _stagings(parent):
            with only_writer(parent):
                _sweep(parent)
        if (root / JOURNAL).exists():
            with only_writer(root):
                return _restore(root)
    return ()


def _stage(journal: Path, number: int, write: Write, *, root: Path, place: Path) -> Entry:
    """Lay the new bytes of `place`, and the file that they replace, in `journal`."""
    existed = place.exists()
    if existed:
        _keep(place, journal / f"old{number}")
    if write.content is not None:
        store(journal / f"new{number}", write.content, mode=write.mode)
        if existed:
            _imitate(journal / f"new{number}", place, write.mode)
    real = root.resolve()
    missing = [str(f.relative_to(real)) for f in place.parents if not f.exists()]
    return Entry(str(place.relative_to(real)), existed, _digest(write.content), missing)


def _replace(journal: Path, root: Path, entries: Sequence[Entry]) -> None:
    """Do what `entries` say: the only part that touches the tree."""
    for number, entry in enumerate(entries):
        place = root / entry.path
        if entry.digest is None:
            place.unlink(missing_ok=True)
            _remove_empty(place.parent, root)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            (journal / f"new{number}").rename(place)
    for folder in {(root / entry.path).parent for entry in entries}:
        if folder.is_dir():
            sync(folder)


def _restore(root: Path) -> tuple[Path, ...]:
    """Undo the journal in `root`, if there is one. Safe to be killed, and to run again."""
    journal = root / JOURNAL
    restored: list[Path] = []
    if (journal / "entries").exists():
        entries = [Entry(*fields) for fields in json.loads((journal / "entries").read_bytes())]
        for number, entry in reversed(list(enumerate(entries))):
            if _put_back(journal / f"old{number}", root / entry.path, entry):
                restored.append(root / entry.path)
            for folder in entry.folders:
                with contextlib.suppress(OSError):
                    (root / folder).rmdir()
        (journal / "entries").unlink()
    shutil.rmtree(journal, ignore_errors=True)
    return tuple(restored)


def _put_back(old: Path, place: Path, entry: Entry) -> bool:
    """Undo one entry, if it was done and nobody has changed the file since."""
    if _digest(place.read_bytes() if place.exists() else None) != entry.digest:
        return False
    if not entry.existed:
        place.unlink(missing_ok=True)
    elif old.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        old.rename(place)
        return True
    return False


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _keep(place: Path, copy: Path) -> None:
    """Make `copy` the file `place` itself, or its likeness where there are no hard links."""
    try:
        os.link(place, copy)
    except OSError:
        shutil.copy2(place, copy)
        sync(copy)


def _imitate(new: Path, place: Path, mode: int | None) -> None:
    """Give `new` the owner of `place`, where that is allowed, and its mode unless one is set."""
    status = place.stat()
    with contextlib.suppress(PermissionError):
        os.chown(new, status.st_uid, status.st_gid)
    new.chmod(status.st_mode & 0o7777 if mode is None else mode)


def _place(root: Path, path: str) -> Path:
    """Return where `path` really is; raise ScaffoldError outside `root` or where read-only."""
    place = (root / path).resolve()
    if not place.is_relative_to(root.resolve()):
        raise ScaffoldError(f"{root / path} is a link that leads out of {root}")
    if place.is_dir():
        raise ScaffoldError(f"{root / path} is a folder, where a file shall be")
    folder = next(parent for parent in place.parents if parent.exists())
    for each in (place, folder):
        if each.exists() and not is_writable(each):
            raise ScaffoldError(f"{each} is read-only", hint=f"chmod u+w {each}")
    return place


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove `folder` and its parents below `root` as far as they are empty."""
    with contextlib.suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _stagings(parent: Path) -> list[Path]:
    return list(parent.glob(f"{STAGING}*"))


def _sweep(parent: Path) -> None:
    """Remove what killed processes staged in `parent`, whose lock the caller holds."""
    for staging in _stagings(parent):
        shutil.rmtree(staging)
