"""Schedules of digests: one for each exchange and channel."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.models import digest_schedule, exchange
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of an exchange's digests in a channel.

    every: as bot/core/digest_schedule formats it; zone: its IANA zone; next_at: aware UTC.
    """

    exchange_id: int
    channel_id: str
    every: str
    zone: str
    next_at: datetime


@dataclass(frozen=True, slots=True)
class DueSchedule(Schedule):
    """A schedule whose time has come. state: the exchange's."""

    state: str


_COLUMNS = [digest_schedule.c[name] for name in Schedule.__dataclass_fields__]


async def upsert(db: Db, tenant_id: int, schedule: Schedule) -> None:
    """Save a channel's schedule, replacing an older one."""
    row = upsert_of(db)(digest_schedule).values(
        tenant_id=tenant_id,
        exchange_id=schedule.exchange_id,
        channel_id=schedule.channel_id,
        every=schedule.every,
        zone=schedule.zone,
        next_at=schedule.next_at,
    )
    await db.execute(
        row.on_conflict_do_update(
            index_elements=list(digest_schedule.primary_key.columns),
            set_={name: row.excluded[name] for name in ("every", "zone", "next_at")},
        )
    )


async def delete_schedules(db: Db, scope: ExchangeScope, channel_id: str | None = None) -> list[str]:
    """Delete a channel's schedule, or all of an exchange; return the channels that had one."""
    query = delete(digest_schedule).where(in_exchange(digest_schedule, scope))
    if channel_id is not None:
        query = query.where(digest_schedule.c.channel_id == channel_id)
    rows = await db.execute(query.returning(digest_schedule.c.channel_id))
    return sorted(str(row.channel_id) for row in rows)


async def exists(db: Db, scope: ExchangeScope, channel_id: str) -> bool:
    """Say whether a channel has a schedule for digests of an exchange."""
    row = await db.execute(
        select(digest_schedule.c.next_at).where(
            in_exchange(digest_schedule, scope),
            digest_schedule.c.channel_id == channel_id,
        )
    )
    return row.first() is not None


async def list_for(db: Db, scope: ExchangeScope) -> list[Schedule]:
    """Return the schedules of an exchange, the next one first."""
    rows = await db.execute(
        select(*_COLUMNS)
        .where(in_exchange(digest_schedule, scope))
        .order_by(digest_schedule.c.next_at, digest_schedule.c.channel_id)
    )
    return [to_dataclass(row, Schedule) for row in rows]


async def list_due(db: Db, tenant_id: int, *, now: datetime) -> list[DueSchedule]:
    """Return the schedules that are due."""
    rows = await db.execute(
        select(*_COLUMNS, exchange.c.state)
        .join_from(
            digest_schedule,
            exchange,
            same(digest_schedule, exchange),
        )
        .where(digest_schedule.c.tenant_id == tenant_id, digest_schedule.c.next_at <= now)
        .order_by(digest_schedule.c.next_at)
    )
    return [to_dataclass(row, DueSchedule) for row in rows]


async def move(db: Db, tenant_id: int, schedule: Schedule, *, next_at: datetime) -> bool:
    """Set when a schedule is due next; False when it was moved or deleted meanwhile."""
    moved = await db.execute(
        update(digest_schedule)
        .where(
            in_exchange(digest_schedule, ExchangeScope(tenant_id, schedule.exchange_id)),
            digest_schedule.c.channel_id == schedule.channel_id,
            digest_schedule.c.every == schedule.every,
            digest_schedule.c.zone == schedule.zone,
            digest_schedule.c.next_at == schedule.next_at,
        )
        .values(next_at=next_at)
    )
    return bool(moved.rowcount)
