"""Open the database: one way in for reading, one for writing, on SQLite and PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

Db = AsyncConnection

_BUSY_MS = 5_000
_READERS = 4
_DRIVERS = {"sqlite+aiosqlite", "postgresql+asyncpg"}


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
    """The database. `read()` reads, `write()` commits or rolls back; nobody else commits.

    On SQLite writes queue fairly and one at a time, each begun with BEGIN IMMEDIATE, so that none
    fails half way because another came between (docs/decisions/0002-storage.md).
    """

    def __init__(self, url: str) -> None:
        self.url = parse_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._queue = asyncio.Lock()
        if self.is_sqlite:
            Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
            self._reader = _sqlite_engine(self.url, begin="BEGIN", size=_READERS)
            self._writer = _sqlite_engine(self.url, begin="BEGIN IMMEDIATE", size=1)
        else:
            self._reader = self._writer = create_async_engine(
                self.url, pool_pre_ping=True, pool_size=10, hide_parameters=True
            )

    @property
    def engine(self) -> AsyncEngine:
        """The engine that writes; for migrations."""
        return self._writer

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Db]:
        """Yield a connection whose changes are thrown away."""
        async with self._reader.connect() as db:
            yield db

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Db]:
        """Yield a connection in a transaction: committed at the end, rolled back on any error."""
        if self.is_sqlite:
            async with self._queue, self._writer.begin() as db:
                yield db
        else:
            async with self._writer.begin() as db:
                yield db

    async def close(self) -> None:
        """Give back every connection."""
        await self._reader.dispose()
        if self._writer is not self._reader:
            await self._writer.dispose()


def _sqlite_engine(url: URL, *, begin: str, size: int) -> AsyncEngine:
    # hide_parameters: an error's message would otherwise quote what was to be stored.
    engine = create_async_engine(
        url, poolclass=AsyncAdaptedQueuePool, pool_size=size, max_overflow=0, hide_parameters=True
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions of its own: a deferred one fails when it turns to writing.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={_BUSY_MS}",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is deleted is overwritten, not only unlinked
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_it(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
