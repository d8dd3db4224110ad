"""SQLite's driver with one change of thread for each statement; used under SQLAlchemy, which asks for four.

aiosqlite hands every call to a thread of its own: SQLAlchemy's cursor is made there, executes, fetches and is closed,
and each of the four waits for that thread to wake up, some 45 µs of processor time. Here a cursor executes and fetches
in one call, and is made and closed without any.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Self, TypeVar

import aiosqlite

T = TypeVar("T")


class _Done(NamedTuple):
    """What a statement left. Of sqlite3's own cursor nothing leaves the connection's thread."""

    rows: list[Any] = []  # noqa: RUF012 - never changed
    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None


class OneCallCursor:
    """A cursor as SQLAlchemy uses aiosqlite's: `execute` fetches too, so that nothing else needs the thread."""

    arraysize = 1

    def __init__(self, connection: "OneCallConnection") -> None:
        self._connection = connection
        self._done = _Done()

    @property
    def description(self) -> Any:
        """The columns of the last statement, None where it has no rows."""
        return self._done.description

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        return self._done.rowcount

    @property
    def lastrowid(self) -> int | None:
        """The number of the row that was inserted last."""
        return self._done.lastrowid

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] = ()) -> Self:
        """Execute a statement and fetch its rows. Raises sqlite3.Error."""
        self._done = await self._connection.execute_all(_execute, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> Self:
        """Execute a statement once for each of the parameters. Raises sqlite3.Error."""
        self._done = await self._connection.execute_all(_executemany, sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        """Return the rows that `execute` fetched."""
        return self._done.rows

    async def close(self) -> None:
        """Do nothing: sqlite3's cursor is closed already."""


class OneCallConnection(aiosqlite.Connection):
    """A connection of aiosqlite whose cursors are these."""

    _begins = False

    def begin_with_next(self) -> None:
        """Begin a transaction together with its first statement."""
        self._begins = True

    async def rollback(self) -> None:
        """Roll back the current transaction; one without any statement did not begin."""
        if self._begins:
            self._begins = False
        else:
            await super().rollback()

    async def execute_all(self, work: Callable[..., T], sql: str, parameters: Any) -> T:
        """Call a function with SQLite's own connection, after the BEGIN that is due, and return what it returns."""
        if self._begins:
            self._begins = False
            return await self.run(_begin_and, work, sql, parameters)
        return await self.run(work, sql, parameters)

    def cursor(self) -> OneCallCursor:  # type: ignore[override]
        """Return a new cursor."""
        return OneCallCursor(self)

    async def run(self, work: Callable[..., T], *given: Any) -> T:
        """Call a function with SQLite's own connection in the connection's thread, and return what it returns."""
        done: T = await self._execute(work, self._conn, *given)  # type: ignore[no-untyped-call]
        return done


async def connect(*given: Any, **options: Any) -> OneCallConnection:
    """Open a connection; the arguments are those of sqlite3.connect."""
    connection = OneCallConnection(lambda: sqlite3.connect(*given, **options), iter_chunk_size=64)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does: the thread ends with the process
    await connection
    return connection


def _begin_and(connection: sqlite3.Connection, work: Callable[..., T], sql: str, parameters: Any) -> T:
    connection.execute("BEGIN").close()
    return work(connection, sql, parameters)


def _execute(connection: sqlite3.Connection, sql: str, parameters: Any) -> _Done:
    cursor = connection.execute(sql, parameters)
    try:
        rows = cursor.fetchall() if cursor.description else []
        return _Done(rows, cursor.description, cursor.rowcount, cursor.lastrowid)
    finally:
        cursor.close()


def _executemany(connection: sqlite3.Connection, sql: str, parameters: Any) -> _Done:
    cursor = connection.executemany(sql, parameters)
    try:
        return _Done([], cursor.description, cursor.rowcount, cursor.lastrowid)
    finally:
        cursor.close()
