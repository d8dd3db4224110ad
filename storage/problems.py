"""Reasons why a database is unusable, each in one sentence that says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from storage.driver_errors import is_of_asyncpg
from storage.lockfile import DatabaseInUseError

_POSTGRES = {
    "28000": "PostgreSQL knows no such role, or does not let it in: check USER and the server's pg_hba.conf",
    "28P01": "PostgreSQL refuses the password: check USER and PASSWORD",
    "3D000": "there is no such database: make it first, with createdb or CREATE DATABASE",
    "42501": "the role may not do this there: make it the database's owner, or grant it ALL on the schema public",
    "53300": "PostgreSQL has no connection left: stop what else uses it, or raise max_connections",
    "57P03": "PostgreSQL is starting or stopping: try again in a moment",
    "25006": "PostgreSQL is read-only here: name the primary server",
}
_SQLITE = {
    "SQLITE_NOTADB": "this file is no SQLite database: name another one, or move it away",
    "SQLITE_CORRUPT": "this database is damaged: put back a backup",
    "SQLITE_CANTOPEN": "this file cannot be opened: it may be a folder, or its folder missing, or its rights too few",
    "SQLITE_READONLY": "this file is read-only: give the user that runs Starling the right to write it and its folder",
    "SQLITE_PERM": "this file may not be used: check its rights",
    "SQLITE_FULL": "the disk is full: make room",
    "SQLITE_IOERR": "the disk does not read or write this file: look at the disk",
    "SQLITE_BUSY": "another program holds this database: close it there first",
    "SQLITE_LOCKED": "another program holds this database: close it there first",
}


class DatabaseUnusableError(Exception):
    """The database cannot be used; the message is one sentence that says why, and what to do."""


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Convert any error in opening, reading or migrating the database to DatabaseUnusableError."""
    try:
        yield
    except Exception as error:
        is_ours = isinstance(error, SQLAlchemyError | sqlite3.Error | OSError | DatabaseInUseError)
        if not is_ours and not is_of_asyncpg(error, "PostgresError", "InterfaceError"):
            raise
        raise DatabaseUnusableError(sentence(error, url)) from error


def sentence(error: BaseException, url: URL) -> str:
    """Return why a database cannot be used, and what to do."""
    if isinstance(error, DatabaseInUseError):
        return str(error)
    cause = getattr(error, "orig", None) or error
    found = _POSTGRES.get(str(getattr(cause, "sqlstate", "")))
    name = str(getattr(cause, "sqlite_errorname", ""))
    found = found or next((text for code, text in _SQLITE.items() if name.startswith(code)), None)
    if found:
        return found
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        where = f"at {url.host}:{url.port or 5432}" if url.host else "there"
        return f"the database {where} cannot be reached ({reason}): check the address, and that the server runs"
    return f"the database refuses ({type(cause).__name__}): check its address"
