"""PostgreSQL's driver, asyncpg, also behind a pooler that gives each transaction another connection of the server."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from storage.driver_errors import is_of_asyncpg


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
