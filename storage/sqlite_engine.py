"""The engine of a SQLite file: the pragmas of each connection, and how its transactions begin."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage.compiled import OPTIONS
from storage.sqlite_driver import connect

BUSY_MS = 5_000
"""That a statement waits for another connection of the SQLite file."""

_EVERY = (f"busy_timeout={BUSY_MS}", "mmap_size=0")
WRITES = (*_EVERY, "journal_mode=WAL", "journal_size_limit=0", "synchronous=FULL", "secure_delete=ON")
"""Pragmas of writing connections.

secure_delete: deleted data is overwritten, not only unlinked. journal_size_limit: a journal that begins again is cut to
nothing first, so that no older page is behind its end.
"""
WRITER = (*WRITES, "foreign_keys=ON")
# SQLite before 3.51.3 can damage a database when one connection commits while another checkpoints: readers do neither.
READER = (*_EVERY, "query_only=ON", "wal_autocheckpoint=0")


def make_engine(
    url: URL, pragmas: Sequence[str], *, begin: str, size: int, info: Mapping[Any, Any] = MappingProxyType({})
) -> AsyncEngine:
    """Return an engine of a SQLite file.

    pragmas: of each connection. begin: how its transactions begin. size: connections. info: what each has as `info`.
    """
    # hide_parameters: an error's message would otherwise quote what was to be stored.
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,
        execution_options=OPTIONS,
        connect_args={"async_creator_fn": connect},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        record.info.update(info)
        # The driver must not begin transactions of its own: a deferred one fails when it turns to writing.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_it(connection: Any) -> None:
        if begin == "BEGIN":  # takes no lock and sees nothing yet: it goes with the first statement, in one call
            connection.connection.driver_connection.begin_with_next()
        else:
            connection.exec_driver_sql(begin)

    return engine
