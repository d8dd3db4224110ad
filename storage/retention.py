"""Retention: the erasure of an exchange's key, after which nothing connects people to their words and stars."""

from datetime import datetime

from sqlalchemy import select, update

from storage import ai_usage, locks
from storage.enums import ExchangeState
from storage.models import comment, exchange
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db

DONE = "done"
"""`last_day_notice` of an exchange whose authors have all heard of the last day."""


async def erase_key(db: Db, scope: ExchangeScope, *, people: int, now: datetime) -> bool:
    """Erase the key of a closed exchange, and what can be read with it alone; False when it is open again, or erased.

    people: how many took part, which nobody can count from then on.

    The key's old bytes leave the files with `physical.rewrite`.
    """
    await locks.take_exchange(db, scope.exchange_id)
    done = await db.execute(
        update(exchange)
        .where(
            in_exchange(exchange, scope),
            exchange.c.state == ExchangeState.CLOSED,
            exchange.c.key_erased_at.is_(None),
        )
        .values(wrapped_key=b"", encrypted_creator=None, disclosure_mac=None, key_erased_at=now, people=people)
    )
    if not done.rowcount:
        return False
    await db.execute(update(comment).where(in_exchange(comment, scope)).values(encrypted_name=None))
    await ai_usage.delete_received(db, scope)
    return True


async def list_keys(db: Db) -> list[tuple[ExchangeScope, bytes]]:
    """Return the wrapped keys of all exchanges that have one, of every workspace."""
    rows = await db.execute(
        select(exchange.c.tenant_id, exchange.c.exchange_id, exchange.c.wrapped_key).order_by(exchange.c.exchange_id)
    )
    return [
        (ExchangeScope(int(row.tenant_id), int(row.exchange_id)), bytes(row.wrapped_key))
        for row in rows
        if row.wrapped_key
    ]


async def save_key(db: Db, scope: ExchangeScope, wrapped: bytes) -> None:
    """Save the key of an exchange, wrapped under another secret."""
    await db.execute(update(exchange).where(in_exchange(exchange, scope)).values(wrapped_key=wrapped))
