"""Which SQLite Python links, and whether that version can damage a database in WAL mode."""

import sqlite3

_BEGAN = (3, 7, 0)
_MENDED = (3, 51, 3)
_BACKPORTS = ((3, 44, 6), (3, 50, 7))  # and what follows them in the same series

VERSION = sqlite3.sqlite_version_info[:3]


def has_wal_reset_fault(version: tuple[int, ...] = VERSION) -> bool:
    """Say whether a commit beside a checkpoint of another connection can damage a database.

    Starling gives it no occasion: one connection commits and checkpoints, and no second process writes.
    Source: sqlite.org/wal.html.
    """
    if not _BEGAN <= version < _MENDED:
        return False
    return not any(version[:2] == mended[:2] and version >= mended for mended in _BACKPORTS)
