"""Schedules of digests: one for each exchange and channel."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update

from storage.enums import DigestForm
from storage.models import digest_schedule, exchange
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of an exchange's digests in a channel.

    every: as bot/core/digest_schedule formats it; zone: its IANA zone; next_at: aware UTC. quiet, holidays: when
    nothing is posted, as bot/core/digest_pauses writes them; at_least: how many new comments are worth a digest, 0:
    anything new. goes_outside: out of a private channel.
    """

    exchange_id: int
    channel_id: str
    every: str
    zone: str
    next_at: datetime
    quiet: str = ""
    holidays: str = ""
    at_least: int = 0
    form: str = DigestForm.FULL
    goes_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSchedule(Schedule):
    """A schedule whose time has come. state: the exchange's."""

    state: str


_KEY = ("exchange_id", "channel_id")
_COLUMNS = [digest_schedule.c[name] for name in Schedule.__dataclass_fields__]


async def upsert(db: Db, tenant_id: int, schedule: Schedule) -> None:
    """Save a channel's schedule, replacing an older one."""
    values = {name: getattr(schedule, name) for name in Schedule.__dataclass_fields__}
    row = upsert_of(db)(digest_schedule).values(tenant_id=tenant_id, **values)
    await db.execute(
        row.on_conflict_do_update(
            index_elements=list(digest_schedule.primary_key.columns),
            set_={name: row.excluded[name] for name in values if name not in _KEY},
        )
    )


async def delete_schedules(db: Db, scope: ExchangeScope, channel_id: str | None = None) -> list[str]:
    """Delete a channel's schedule, or all of an exchange; return the channels that had one."""
    query = delete(digest_schedule).where(in_exchange(digest_schedule, scope))
    if channel_id is not None:
        query = query.where(digest_schedule.c.channel_id == channel_id)
    rows = await db.execute(query.returning(digest_schedule.c.channel_id))
    return sorted(str(row.channel_id) for row in rows)


async def get(db: Db, scope: ExchangeScope, channel_id: str) -> Schedule | None:
    """Return the schedule of a channel for digests of an exchange, None without one."""
    query = select(*_COLUMNS).where(in_exchange(digest_schedule, scope), digest_schedule.c.channel_id == channel_id)
    row = (await db.execute(query)).first()
    return to_dataclass(row, Schedule) if row else None


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
