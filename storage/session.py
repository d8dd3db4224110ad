"""Sessions: one way to read and one to write, on SQLite and PostgreSQL."""

import asyncio
import os
import random
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, closing, suppress
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.compiled import OPTIONS
from storage.lockfile import LockFile
from storage.postgres_driver import ask_idle_ones, driver_options, run_outside
from storage.resting import INFO, Resting, rest
from storage.sqlite_engine import BUSY_MS, READER, WRITER, make_engine
from storage.waits import note_begin

Db = AsyncConnection
Run = Callable[[str], Awaitable[Iterable[Any]]]
"""Runs one statement and returns its rows."""
Result = TypeVar("Result")

_READERS = 4
_DRIVERS = {"sqlite+aiosqlite", "postgresql+asyncpg"}

_TRIES = 5
_PRECEDED = 50
"""How often at most a transaction goes behind another that has to come first."""
_FIRST_PAUSE_S = 0.02
# PostgreSQL: deadlock detected, serialization failure, lock not available; all were rolled back. The last is of a
# statement that was prepared before a newer build changed a table: the driver prepares it again.
_REPEATABLE = {"40P01", "40001", "55P03", "0A000"}


class ConflictError(Exception):
    """A concurrent change of rows that a transaction had read but not locked: `transact` runs it again."""


class PrecedingWorkError(Exception):
    """Another transaction has to come first: `transact` runs it, and then the work again. work: that transaction's."""

    def __init__(self, work: "Callable[[Db], Awaitable[None]]") -> None:
        super().__init__("work that belongs into a transaction of its own comes first")
        self.work = work


class DatabaseUrlError(ValueError):
    """A database address that the bot cannot use; the message says what to write instead."""


def parse_url(text: str) -> URL:
    """Return the address of the database as SQLAlchemy understands it.

    Raises DatabaseUrlError when it is none, or names a driver that is not asynchronous.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        url = None
    if url is None or url.drivername not in _DRIVERS:
        msg = "write it as sqlite+aiosqlite:///PATH or postgresql+asyncpg://USER:PASSWORD@HOST/NAME"
        raise DatabaseUrlError(msg)
    if url.drivername == "sqlite+aiosqlite" and not url.database:
        raise DatabaseUrlError("a SQLite address needs a file: sqlite+aiosqlite:///PATH")
    return url


class Storage:
    """The database. `read()` reads, `write()` and `transact()` commit or roll back; nobody else commits.

    repeats: how many transactions were run again since the start. writes: how many ended, batches left out.
    On SQLite writes queue fairly and one at a time, each begun with BEGIN IMMEDIATE, so that none fails half way
    (docs/decisions/0002-storage.md). One connection writes and checkpoints; the first write locks others out.
    """

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.repeats = 0
        self.writes = 0
        self._driver: Any = None
        self._held: AsyncConnection | None = None
        self._queue = asyncio.Lock()
        self.resting = Resting(self.rest, is_on=self.is_sqlite)
        self._lock: LockFile | None = None
        if self.is_sqlite:
            self._lock = LockFile(Path(str(self.url.database)))
            self._reader = make_engine(self.url, READER, begin="BEGIN", size=_READERS)
            self._writer = make_engine(self.url, WRITER, begin="BEGIN IMMEDIATE", size=1, info={INFO: self.resting})
        else:
            self._writer = create_async_engine(
                self.url,
                pool_size=10,
                hide_parameters=True,
                execution_options=OPTIONS,
                connect_args=driver_options(self.url),
            )
            ask_idle_ones(self._writer)
            # All statements of a read see one moment, as on SQLite; else a commit between two of them shows by half.
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ")

    @property
    def stamp(self) -> int | None:
        """What stays the same while no transaction but batches was committed; None where other processes write too.

        Taken before something is read, it says later whether that may have changed.
        """
        return self.writes if self._lock is not None and self._lock.is_held else None

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes; for migrations."""
        return self._writer

    def lock(self) -> None:
        """Take the database for this process, as the first write does.

        Raises DatabaseInUseError, OSError, or sqlite3.Error for what is no SQLite file.
        """
        if self._lock is None or self._lock.is_held:
            return
        self._lock.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock.take()
        try:
            # A new file is for its owner alone, as the journal beside it then is too.
            with suppress(OSError):  # what is wrong with the place says SQLite
                os.close(os.open(str(self.url.database), os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
            self.check_file()
        except BaseException:
            self._lock.release()
            raise

    def has_file(self) -> bool:
        """Say whether the SQLite file is there."""
        return self.is_sqlite and Path(str(self.url.database)).exists()

    def check_file(self) -> None:
        """Open the SQLite file once, here and now. Raises sqlite3.Error when it cannot be used.

        The driver's own thread reports a failure to an event loop that may be closed by then, and prints a traceback.
        """
        if self.is_sqlite:
            with closing(sqlite3.connect(str(self.url.database))) as file:
                for pragma in (*READER, "schema_version"):
                    file.execute(f"PRAGMA {pragma}")

    def in_use_by(self) -> str | None:
        """Return the id of the process that writes to this SQLite database, "" if unknown; None when none does."""
        return self._lock.holder() if self._lock is not None else None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Db]:
        """Yield a connection that sees the database at one moment, that of its first statement; changes are lost."""
        async with self._reader.connect() as db:
            yield db

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Db]:
        """Yield a connection in a transaction: committed at the end, rolled back on any error."""
        try:
            if self.is_sqlite:
                self.lock()
                self.resting.note_write()
                async with self._queue:
                    note_begin()
                    async with self._writer.begin() as db:
                        yield db
            else:
                note_begin()
                async with self._writer.begin() as db:
                    yield db
        finally:
            self.writes += 1  # a cancelled one may have been committed

    @asynccontextmanager
    async def driver(self) -> AsyncIterator[Any]:
        """Yield the driver's own connection, without a transaction, for storage/batches.py alone.

        On SQLite the one that writes, in turn with all other writes; else asyncpg's, one that is kept.
        """
        if self.is_sqlite:
            self.lock()
            self.resting.note_write()
            async with self._queue:
                if self._driver is None:
                    async with self._writer.connect() as db:
                        self._driver = (await db.get_raw_connection()).driver_connection
                yield self._driver
        else:
            if self._held is None or self._driver.is_closed():
                if (held := self._held) is not None:
                    self._held = None  # first: where connecting fails, the next one tries afresh
                    await held.invalidate()
                    await held.close()
                self._held = await self._writer.connect()
                self._driver = (await self._held.get_raw_connection()).driver_connection
            yield self._driver

    async def transact(self, work: Callable[[Db], Awaitable[Result]]) -> Result:
        """Run `work` in a transaction and return its result; run it again where PostgreSQL ended it for another's sake.

        work: may run several times, so it does nothing outside the database and changes nothing that it was given.
        Every act of a person goes this way. Raises what `work` raises; after five tries DBAPIError or ConflictError.
        """
        for attempt in range(_TRIES):
            try:
                return await self._run_work(work)
            except (DBAPIError, ConflictError) as error:
                if attempt == _TRIES - 1 or not _is_repeatable(error):
                    raise
            self.repeats += 1
            await asyncio.sleep(random.random() * _FIRST_PAUSE_S * 2**attempt)
        raise AssertionError  # the last try returns or raises

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[Run]:
        """Yield what runs one statement outside any transaction, as VACUUM needs it, and returns its rows.

        On SQLite no other write goes on meanwhile. PostgreSQL: several commands with ";" between are one transaction.
        """
        if self.is_sqlite:
            self.lock()
            async with self._queue, self._writer.connect() as db:
                driver: Any = (await db.get_raw_connection()).driver_connection  # SQLAlchemy would begin a transaction
                yield driver.execute_fetchall
        else:
            async with self._writer.connect() as db:
                yield partial(run_outside, (await db.get_raw_connection()).driver_connection)

    async def rest(self, *, busy_ms: int = 0) -> bool:
        """Give rows of recent acts other places and empty SQLite's journal; False where a reader kept it from that."""
        self.lock()
        async with self._queue, self._writer.connect() as db:
            driver: Any = (await db.get_raw_connection()).driver_connection
            return await self.resting.with_rows(lambda rows: driver.run(rest, rows, busy_ms, BUSY_MS))

    async def _run_work(self, work: Callable[[Db], Awaitable[Result]]) -> Result:
        """Run work in a transaction, and again behind what it says has to come first.

        Where many wait for the same, it may have to come first once more by the time that it is one's turn.
        """
        for _ in range(_PRECEDED):
            try:
                async with self.write() as db:
                    return await work(db)
            except PrecedingWorkError as error:
                first = error.work
            async with self.write() as db:
                await first(db)
        async with self.write() as db:
            return await work(db)

    async def close(self) -> None:
        """Close all connections."""
        await self.resting.close()
        if self._held is not None:
            await self._held.close()
        await self._reader.dispose()
        if self._writer is not self._reader:
            await self._writer.dispose()
        if self._lock is not None:
            self._lock.release()


def _is_repeatable(error: DBAPIError | ConflictError) -> bool:
    return isinstance(error, ConflictError) or getattr(error.orig, "sqlstate", None) in _REPEATABLE
