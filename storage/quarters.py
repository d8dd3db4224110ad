"""Exchanges that begin again each quarter: whose next one is to open, and what goes on with it.

The earlier one and the next know each other by their ids (`follows`, `followed_by`); neither names a person.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, insert, or_, select, true, update

from storage import exchanges, locks, schedules
from storage.enums import ExchangeState, Renewal
from storage.exchanges import Exchange
from storage.models import exchange, exchange_channel
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db


async def list_ended(db: Db, tenant_id: int, *, now: datetime | None) -> list[Exchange]:
    """Return the closed exchanges whose next quarter is to open and does not wait, with the longest closed first.

    now: None for those that wait, too.
    """
    waits = exchange.c.next_waits_until
    is_due = true() if now is None else or_(waits.is_(None), waits <= now)
    query = (
        select(exchange.c.exchange_id)
        .where(exchange.c.tenant_id == tenant_id, is_ended(), is_due)
        .order_by(exchange.c.closed_at)
    )
    found = [
        await exchanges.get(db, ExchangeScope(tenant_id, int(each))) for each in (await db.execute(query)).scalars()
    ]
    return [each for each in found if each is not None]


async def take_ended(db: Db, scope: ExchangeScope) -> Exchange | None:
    """Return an exchange whose next quarter is to open, locked until the transaction ends; None where it is not."""
    await locks.take_exchange(db, scope.exchange_id)  # before the query, which then sees what another process did
    query = select(exchange.c.exchange_id).where(in_exchange(exchange, scope), is_ended())
    return None if (await db.execute(query)).first() is None else await exchanges.get(db, scope)


def is_ended() -> ColumnElement[bool]:
    """Say whether an exchange closed by its date, and nothing follows it yet; once its key is gone nothing will."""
    return and_(
        exchange.c.state == ExchangeState.CLOSED,
        exchange.c.renews == Renewal.QUARTER,
        exchange.c.key_erased_at.is_(None),
    )


async def hand_over(db: Db, was: Exchange, *, slug: str, to: int) -> None:
    """Give an exchange that is locked another short name, so that the next one has its own. Raises SlugTakenError."""
    await exchanges.update_state(
        db,
        was.scope,
        was=(ExchangeState.CLOSED,),
        slug=slug,
        followed_by=to,
        renews=Renewal.NEVER,
        next_waits_until=None,
    )


async def copy_places(db: Db, was: Exchange, to: ExchangeScope) -> None:
    """Let the next quarter run where the last one did: in its other channels, and with its digests."""
    for channel_id in was.more_channels.split():
        await db.execute(insert(exchange_channel).values(**to.columns, channel_id=channel_id))
    for each in await schedules.list_for(db, was.scope):
        await schedules.upsert(db, to.tenant_id, replace(each, exchange_id=to.exchange_id))


async def close_gap(db: Db, scope: ExchangeScope, before: int | None, after: int | None) -> None:
    """Let the quarters on either side of one that is deleted follow each other. scope: of that one."""
    for other, values in ((before, {"followed_by": after}), (after, {"follows": before})):
        if other is not None:
            this = in_exchange(exchange, ExchangeScope(scope.tenant_id, other))
            await db.execute(update(exchange).where(this).values(values))
