"""Waits: whether the database has begun with an act, and whether an error says that the database is away.

Until the database has begun with it, an act can be taken back for certain. From then on its outcome is unknown until
the transaction ends: a commit that ran into a time limit or a broken connection may have been kept.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from storage.driver_errors import is_of_asyncpg

_SQLITE = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CANTOPEN", "SQLITE_READONLY")
# Connection errors, no resources, operator intervention (stopping, starting), system errors, read-only standby
_POSTGRES = ("08", "53", "57", "58", "25006")


@dataclass(slots=True)
class Wait:
    """What is known of an act that waits for the database."""

    is_begun: bool = False


_current: ContextVar[Wait | None] = ContextVar("wait", default=None)


@contextmanager
def waiting(wait: Wait) -> Iterator[None]:
    """Let transactions begun in here say so on `wait`."""
    token = _current.set(wait)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Wait | None:
    """Return the wait of the act that runs now, for who runs it elsewhere, such as in a batch."""
    return _current.get()


def note_begin() -> None:
    """Note that the database begins with the act that runs now."""
    wait = _current.get()
    if wait is not None:
        wait.is_begun = True


def is_away(error: BaseException) -> bool:
    """Say whether an error says that the database is away, locked, full or unreachable; not that the act is wrong."""
    if isinstance(error, PoolTimeoutError | DisconnectionError | OSError | TimeoutError):
        return True
    if is_of_asyncpg(error, "InterfaceError"):
        return True
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(cause, sqlite3.OperationalError):
        return str(getattr(cause, "sqlite_errorname", "")).startswith(_SQLITE)
    state = getattr(cause, "sqlstate", None) or getattr(cause.__cause__, "sqlstate", None)
    is_postgres = is_of_asyncpg(cause, "PostgresError") or state is not None
    return is_postgres and str(state).startswith(_POSTGRES)
