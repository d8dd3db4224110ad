"""More channels of an exchange, beside its own: each with an announcement of its own, posted and edited like the first.

Which channels there are is also in the exchange's row (`more_channels`), so that who may take part is known without
another query; both are written together.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, union_all, update

from storage import exchanges
from storage.announcement_snapshot import AnnouncementSnapshot
from storage.exchanges import Exchange
from storage.models import exchange, exchange_channel
from storage.scope import ExchangeScope, in_exchange
from storage.session import ConflictError, Db

_SHOWN = ("announcement_ts", "announced_at", "announced_snapshot", "announce_lease_until")
_COLUMNS = [exchange_channel.c[name] for name in ("channel_id", *_SHOWN)]


async def add(db: Db, there: Exchange, channel_id: str) -> None:
    """Add a channel. there: as it was read in this transaction."""
    await _save_list(db, there, [*there.more_channels.split(), channel_id])
    await db.execute(insert(exchange_channel).values(**there.scope.columns, channel_id=channel_id))


async def remove(db: Db, there: Exchange, channel_id: str) -> str | None:
    """Take a channel out; return the ts of the announcement there, None where there is none."""
    await _save_list(db, there, [each for each in there.more_channels.split() if each != channel_id])
    this = in_exchange(exchange_channel, there.scope) & (exchange_channel.c.channel_id == channel_id)
    rows = await db.execute(delete(exchange_channel).where(this).returning(exchange_channel.c.announcement_ts))
    found = rows.scalar_one_or_none()
    return None if found is None else str(found)


async def list_in(db: Db, there: Exchange) -> list[Exchange]:
    """Return the exchange as it is announced in each of its other channels: with that channel and its announcement."""
    if not there.more_channels:
        return []
    query = select(*_COLUMNS).where(in_exchange(exchange_channel, there.scope))
    rows = await db.execute(query.order_by(exchange_channel.c.channel_id))
    return [_there(there, row) for row in rows]


async def get_in(db: Db, there: Exchange, channel_id: str, *, hold: bool = False) -> Exchange | None:
    """Return the exchange as it is announced in another of its channels, None where it is not in that one."""
    this = in_exchange(exchange_channel, there.scope) & (exchange_channel.c.channel_id == channel_id)
    query = select(*_COLUMNS).where(this)
    row = (await db.execute(query.with_for_update(skip_locked=True) if hold else query)).first()
    return _there(there, row) if row else None


async def get_by_announcement(db: Db, tenant_id: int, channel_id: str, message_ts: str) -> Exchange | None:
    """Return the exchange that this message announces, in whichever of its channels."""
    places = [
        select(table.c.exchange_id).where(
            table.c.tenant_id == tenant_id, table.c.channel_id == channel_id, table.c.announcement_ts == message_ts
        )
        for table in (exchange, exchange_channel)
    ]
    exchange_id = (await db.execute(union_all(*places))).scalars().first()
    return None if exchange_id is None else await exchanges.get(db, ExchangeScope(tenant_id, int(exchange_id)))


async def end_announcing(
    db: Db,
    scope: ExchangeScope,
    channel_id: str,
    *,
    until: datetime,
    shown: AnnouncementSnapshot | None = None,
    **values: Any,
) -> bool:
    """Set columns of a channel's announcement after posting or editing; as `exchanges.end_announcing`."""
    if shown is not None:
        values["announced_snapshot"] = shown.to_json()
    this = in_exchange(exchange_channel, scope) & (exchange_channel.c.channel_id == channel_id)
    done = await db.execute(
        update(exchange_channel)
        .where(this, exchange_channel.c.announce_lease_until == until)
        .values({"announce_lease_until": None} | values)
    )
    return bool(done.rowcount)


async def claim_announcement(
    db: Db, there: Exchange, channel_id: str, *, now: datetime, until: datetime
) -> Exchange | None:
    """Claim the posting or editing of a channel's announcement; as `exchanges.claim_announcement`."""
    found = await get_in(db, there, channel_id, hold=True)
    if found is None or (found.announce_lease_until is not None and found.announce_lease_until > now):
        return None
    this = in_exchange(exchange_channel, there.scope) & (exchange_channel.c.channel_id == channel_id)
    await db.execute(update(exchange_channel).where(this).values(announce_lease_until=until))
    return found


async def _save_list(db: Db, was: Exchange, channels: list[str]) -> None:
    """Write which other channels there are. Raises ConflictError when another transaction changed them meanwhile."""
    this = in_exchange(exchange, was.scope) & (exchange.c.more_channels == was.more_channels)
    if not (await db.execute(update(exchange).where(this).values(more_channels=" ".join(channels)))).rowcount:
        raise ConflictError


def _there(exchange: Exchange, row: Any) -> Exchange:
    shown = AnnouncementSnapshot.from_json(row.announced_snapshot) if row.announced_snapshot else None
    return replace(
        exchange,
        channel_id=row.channel_id,
        announcement_ts=row.announcement_ts,
        announced_at=row.announced_at,
        announced_snapshot=shown,
        announce_lease_until=row.announce_lease_until,
    )
