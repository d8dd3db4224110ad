"""PostgreSQL's driver, asyncpg, also behind a pooler that gives each transaction another connection of the server."""

import time
from collections.abc import Iterable
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.driver_errors import is_of_asyncpg

_RESTED_S = 5.0
_USED_AT = "used_at"


def is_pooled(url: URL) -> bool:
    """Say whether the address is that of a pooler such as PgBouncer: it says statement_cache_size=0."""
    return url.query.get("statement_cache_size") == "0"


def driver_options(url: URL) -> dict[str, Any]:
    """Return what asyncpg gets as options. Behind a pooler nothing is prepared under a name.

    The name would be another statement's on the next connection of the server.
    """
    if not is_pooled(url):
        return {}
    return {"statement_cache_size": 0, "prepared_statement_cache_size": 0, "prepared_statement_name_func": str}


def ask_idle_ones(engine: AsyncEngine) -> None:
    """Let connections of a pool that rested be asked whether they still work before they are used; else make others.

    SQLAlchemy's pre-ping asks each time, in a transaction of its own: three more messages to and fro for every read.
    One that the server closed says so by itself.
    """
    sync = engine.sync_engine

    @event.listens_for(sync, "checkin")
    def note(_connection: Any, record: Any) -> None:
        record.info[_USED_AT] = time.monotonic()

    @event.listens_for(sync, "checkout")
    def ask(connection: Any, record: Any, _proxy: Any) -> None:
        now = time.monotonic()
        if connection.driver_connection.is_closed():
            raise InvalidatePoolError
        if now - record.info.setdefault(_USED_AT, now) < _RESTED_S:
            return
        try:
            sync.dialect.do_ping(connection)
        except Exception as error:
            if sync.dialect.is_disconnect(error, connection, None):  # type: ignore[arg-type]  # as the pre-ping does
                raise InvalidatePoolError from error
            raise


async def run_outside(driver: Any, statement: str) -> Iterable[Any]:
    """Run a statement outside any transaction of ours, and return its rows.

    driver: asyncpg's connection. A command goes as it is, in one message, so that a pooler keeps it together; a query,
    which the driver prepares first, in a transaction. Raises DBAPIError.
    """
    try:
        if not statement.lstrip().startswith("SELECT"):
            await driver.execute(statement)
            return ()
        async with driver.transaction(readonly=True):
            rows: Iterable[Any] = await driver.fetch(statement)
            return rows
    except Exception as error:
        if not is_of_asyncpg(error, "PostgresError"):
            raise
        raise DBAPIError(statement, None, error) from error
