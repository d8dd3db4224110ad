"""Locks for PostgreSQL, where many processes write; on SQLite, with one writer, they do nothing.

All locks are taken in one order, which prevents deadlocks:

1. the exchange (here), 2. its themes or findings (here), 3. blocks of participants, the lowest number first
(storage/participants.py), 4. comments, the lowest id first (`comments.lock`), 5. rows of
a comment: ratings, skips, reports.

1 and 2 are advisory locks of the transaction: they queue fairly. A row lock FOR SHARE is handed from click to click,
and who wants to change the row waits for ever (measured: 20 s, until the clicks ended).
"""

from typing import Any

from sqlalchemy import BigInteger, bindparam, func, select

from storage.session import Db

_PURPOSES = 4  # lock numbers for each exchange id
_STATE, _THEMES, _SCORES = range(3)

_NUMBER = bindparam("number", type_=BigInteger)
_SHARED = select(func.pg_advisory_xact_lock_shared(_NUMBER))
_EXCLUSIVE = select(func.pg_advisory_xact_lock(_NUMBER))


async def share_exchange(db: Db, exchange_id: int) -> None:
    """Prevent the exchange from opening, closing or reopening until this transaction ends; a shared lock."""
    await _take(db, exchange_id, _STATE, _SHARED)


def state_number(exchange_id: int) -> int:
    """Return the number of the lock that `share_exchange` shares."""
    return exchange_id * _PURPOSES + _STATE


async def take_exchange(db: Db, exchange_id: int) -> None:
    """Take the exclusive lock of the exchange until this transaction ends."""
    await _take(db, exchange_id, _STATE, _EXCLUSIVE)


async def take_themes(db: Db, exchange_id: int) -> None:
    """Lock the exchange's themes until this transaction ends; comments and ratings are not affected."""
    await _take(db, exchange_id, _THEMES, _EXCLUSIVE)


async def take_scores(db: Db, exchange_id: int) -> None:
    """Lock the exchange's findings until this transaction ends; nothing that people do waits for it."""
    await _take(db, exchange_id, _SCORES, _EXCLUSIVE)


async def _take(db: Db, exchange_id: int, purpose: int, lock: Any) -> None:
    if db.dialect.name == "postgresql":
        await db.execute(lock, {"number": exchange_id * _PURPOSES + purpose})
