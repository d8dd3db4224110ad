"""Exchanges that closed and whose closing digest may be due."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from storage.deliveries import CLOSING
from storage.enums import ExchangeState
from storage.models import delivery, exchange
from storage.rows import to_dataclass
from storage.session import Db
from storage.sql import same


@dataclass(frozen=True, slots=True)
class Closed:
    """An exchange that closed recently."""

    exchange_id: int
    channel_id: str
    more_channels: str
    closed_at: datetime


_ENQUEUED = select(delivery.c.delivery_id).where(
    same(delivery, exchange),
    delivery.c.slot.startswith(CLOSING),
    delivery.c.due_at >= exchange.c.closed_at,
)
_SINCE = select(exchange.c.exchange_id, exchange.c.channel_id, exchange.c.more_channels, exchange.c.closed_at).where(
    exchange.c.tenant_id == bindparam("in_tenant"),
    exchange.c.state == ExchangeState.CLOSED,
    or_(exchange.c.closed_at > bindparam("since"), ~_ENQUEUED.exists()),
    exchange.c.channel_id.is_not(None),
    exchange.c.announcement_ts.is_not(None),
)


async def list_since(db: Db, tenant_id: int, since: datetime) -> list[Closed]:
    """Return the announced exchanges that closed after a moment and are still closed.

    Includes those that closed before, while the bot was down, without a closing digest since.
    """
    rows = await db.execute(_SINCE, {"in_tenant": tenant_id, "since": since})
    return [to_dataclass(row, Closed) for row in rows]
