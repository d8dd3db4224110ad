"""Exchanges deleted with everything that belongs to them."""

from sqlalchemy import delete, select

from storage import locks, quarters
from storage.enums import ExchangeState
from storage.models import exchange, rating
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


async def delete_draft(db: Db, scope: ExchangeScope) -> bool:
    """Delete a draft and everything that belongs to it; False when it is no draft any more."""
    await locks.take_exchange(db, scope.exchange_id)
    gone = await db.execute(
        delete(exchange).where(in_exchange(exchange, scope), exchange.c.state == ExchangeState.DRAFT)
    )
    return bool(gone.rowcount)


async def delete_whole(db: Db, scope: ExchangeScope) -> bool:
    """Delete an exchange in any state and everything that belongs to it; False when there is none."""
    await locks.take_exchange(db, scope.exchange_id)
    await db.execute(delete(rating).where(in_exchange(rating, scope)))  # no foreign key does
    beside = select(exchange.c.follows, exchange.c.followed_by).where(in_exchange(exchange, scope))
    row = (await db.execute(beside)).first()
    if row is None or not (await db.execute(delete(exchange).where(in_exchange(exchange, scope)))).rowcount:
        return False
    await quarters.close_gap(db, scope, row.follows, row.followed_by)
    return True
