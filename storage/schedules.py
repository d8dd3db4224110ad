"""Schedules of digests: one for each exchange and channel."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update

from storage.enums import DigestForm, ExchangeState
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
    """A schedule whose time has come, or in which moderators can look at its digest before.

    state, opened_at: the exchange's. hold: for how many hours moderators of the exchange can look.
    """

    state: str
    opened_at: datetime | None
    hold: int

    @property
    def is_held(self) -> bool:
        """Say whether moderators look at its digests before they go out; those that are for them they do not."""
        return self.hold > 0 and self.state == ExchangeState.OPEN and self.form != DigestForm.MODERATORS


LONGEST_AHEAD = timedelta(hours=48 + 24)
"""How long before its time moderators can be shown a digest: two days, and the quiet hours before those."""

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
    """Return the schedules that are due, and those whose next digest moderators may have to be shown by now."""
    rows = await db.execute(
        select(*_COLUMNS, exchange.c.state, exchange.c.opened_at, exchange.c.digest_hold.label("hold"))
        .join_from(
            digest_schedule,
            exchange,
            same(digest_schedule, exchange),
        )
        .where(
            digest_schedule.c.tenant_id == tenant_id,
            or_(
                digest_schedule.c.next_at <= now,
                and_(exchange.c.digest_hold > 0, digest_schedule.c.next_at <= now + LONGEST_AHEAD),
            ),
        )
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
