"""Lock file of a SQLite database: one process writes to it until it closes the database.

Held by the kernel (flock) on a file beside the database, so a dead process holds no lock. The file is never deleted:
otherwise a third process could lock a new one.
"""

import fcntl
import os
from pathlib import Path


class DatabaseInUseError(Exception):
    """Another process, or another connection of this one, writes to the database."""

    def __init__(self, holder: str) -> None:
        who = f" (process {holder})" if holder else ""
        super().__init__(f"another Starling{who} uses this database: stop that one first")


class LockFile:
    """The lock of one database. database: its path."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.lock")
        self._handle: int | None = None

    @property
    def is_held(self) -> bool:
        """Say whether this object holds the lock."""
        return self._handle is not None

    def take(self) -> None:
        """Take the lock, unless this object holds it. Raises DatabaseInUseError, or OSError."""
        if self._handle is not None:
            return
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _read(handle)
            os.close(handle)
            raise DatabaseInUseError(holder) from error
        except BaseException:
            os.close(handle)
            raise
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        self._handle = handle

    def release(self) -> None:
        """Release the lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def holder(self) -> str | None:
        """Return the process id of the holder, "" if unknown; None when nobody holds the lock."""
        try:
            handle = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(handle)
        finally:
            os.close(handle)
        return None


def _read(handle: int) -> str:
    found = os.pread(handle, 32, 0).decode("ascii", "replace").strip()
    return found if found.isdecimal() else ""
