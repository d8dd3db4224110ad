"""Files of backups: made in a folder of their own, and there under their name only when they are whole."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SQLITE_MAGIC = b"SQLite format 3\0"
POSTGRES_MAGIC = b"PGDMP"


class BackupError(Exception):
    """A backup that could not be made or put back; the message is one sentence that says what to do."""


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """Yield a folder beside a file, mode 0700, in which the file is made; it goes at the end, whatever happened.

    A process that was killed leaves it: the next one empties it. Raises BackupError while another process is in it.
    """
    folder = target.with_name(f".{target.name}.part")
    folder.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = f"another process makes {target} just now: wait until it is done"
            raise BackupError(msg) from error
        _empty(folder)
        try:
            yield folder
        finally:
            _empty(folder)
            folder.rmdir()
    finally:
        os.close(handle)


def _empty(folder: Path) -> None:
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()


def publish(made: Path, target: Path, *, is_replacing: bool) -> None:
    """Give a file that is whole its name, for its owner alone (0600) and on the disk when this returns.

    Raises FileExistsError where something has that name and is not to be replaced.
    """
    made.chmod(0o600)
    _sync(made)
    if is_replacing:
        made.replace(target)
    else:
        os.link(made, target)  # unlike a rename, it never takes the place of another file
    _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def kind_of(path: Path) -> str:
    """Return "sqlite" or "postgresql", by how a backup begins. Raises BackupError, OSError."""
    with path.open("rb") as file:
        start = file.read(len(SQLITE_MAGIC))
    if start == SQLITE_MAGIC:
        return "sqlite"
    if start.startswith(POSTGRES_MAGIC):
        return "postgresql"
    msg = f"{path} is no backup of Starling: it is neither a SQLite file nor an archive of pg_dump"
    raise BackupError(msg)
