"""Whether each statement gets its own answer, where a pooler such as PgBouncer is before PostgreSQL.

With prepared statements a pooler of transactions answers some with an error and, after the program was started again, a
few with another statement's rows (docs/behaviour.md). A check of a hundred statements may find none.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage.session import Storage

STATEMENTS = 2_000
_RESTARTS, _PROGRAMS, _AT_ONCE, _KINDS = 2, 3, 20, 20


async def count_wrong(url: str, *, statements: int | None = None) -> int:
    """Return how many of a number of statements had an error or another's answer, over two restarts of three programs.

    statements: STATEMENTS where not said. Raises what connecting raises.
    """
    each_time, wrong = (statements or STATEMENTS) // (_RESTARTS + 1), 0
    for _ in range(_RESTARTS + 1):
        programs = [Storage(url) for _ in range(_PROGRAMS)]
        try:
            for start in range(0, each_time, _AT_ONCE):
                some = range(start, start + _AT_ONCE)
                asked = [_ask(programs[each % _PROGRAMS], each) for each in some]
                wrong += (await asyncio.gather(*asked)).count(False)
        finally:
            await asyncio.gather(*(_close(each.close) for each in programs))
    return wrong


async def _ask(storage: Storage, number: int) -> bool:
    """Ask for what only this statement says; say whether that was the answer."""
    kind = number % _KINDS
    query = text(f"SELECT CAST(:n AS bigint) + {kind}, '{kind}', CAST(:n AS bigint)")
    try:
        async with storage.read() as db:
            found = (await db.execute(query, {"n": number})).one()
    except DBAPIError:
        return False
    return tuple(found) == (number + kind, str(kind), number)


async def _close(close: Callable[[], Awaitable[None]]) -> None:
    with suppress(DBAPIError):  # its statements were another's: there is nothing left to close
        await close()
