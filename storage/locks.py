"""Locks that PostgreSQL needs, where many write at once; on SQLite, with its one writer, all of this does nothing.

Everything that is locked is locked in one order, so that no two transactions wait for each other:

1. the exchange (here), 2. its themes (here), 3. the participant's row, 4. comments, the lowest id first
(`comments.lock`), 5. whatever hangs on a comment: ratings, skips, reports, wishes of groups.

1 and 2 are advisory locks of the transaction: they queue fairly. A row lock FOR SHARE is handed from click to click,
and who wants to change the row waits for ever (measured: 20 s, until the clicks ended).
"""

from sqlalchemy import func, select

from storage.session import Db

_PURPOSES = 4  # to each exchange id belong so many numbers
_STATE, _THEMES = range(2)


async def share_exchange(db: Db, exchange_id: int) -> None:
    """Keep the exchange from being opened, closed or reopened until this transaction ends; others may share it too."""
    await _take(db, exchange_id, _STATE, func.pg_advisory_xact_lock_shared)


async def take_exchange(db: Db, exchange_id: int) -> None:
    """Wait until nobody shares the exchange, and keep it alone until this transaction ends."""
    await _take(db, exchange_id, _STATE, func.pg_advisory_xact_lock)


async def take_themes(db: Db, exchange_id: int) -> None:
    """Keep others from changing the exchange's themes until this transaction ends; comments and stars go on."""
    await _take(db, exchange_id, _THEMES, func.pg_advisory_xact_lock)


async def _take(db: Db, exchange_id: int, purpose: int, lock: object) -> None:
    if db.dialect.name == "postgresql":
        await db.execute(select(lock(exchange_id * _PURPOSES + purpose)))  # type: ignore[operator]
