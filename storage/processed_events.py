"""Slack's events as far as they were processed, by a mark of their id: the idempotency keys of what Slack repeats.

An event is claimed, has its effect, and is done once it is answered. The effect is recorded in the transaction
that makes it, so a repeated delivery after a failure finds it and only answers. That row holds nothing finer than the
hour; the claim, which needs a moment, is a row elsewhere, under another mark, and goes with the delivery.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select

from storage.models import event_lease, processed_event
from storage.session import Db
from storage.sql import upsert_of

LEASE = timedelta(seconds=30)  # after it, the claim of a dead process can be made again


@dataclass(frozen=True, slots=True)
class EventMarks:
    """An event under two marks that nothing but the key joins. event: of its effect; lease: of the claim."""

    event: bytes
    lease: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """What a delivery found. is_ours: it holds the claim. is_done, has_effect: what earlier deliveries reached."""

    is_ours: bool
    is_done: bool
    has_effect: bool


async def claim(db: Db, tenant_id: int, marks: EventMarks, *, now: datetime) -> Claim:
    """Claim an event for this delivery, unless it is done or another delivery holds a claim that still runs."""
    row = upsert_of(db)(event_lease).values(tenant_id=tenant_id, lease_mark=marks.lease, lease_until=now + LEASE)
    leased = await db.execute(
        row.on_conflict_do_update(
            index_elements=["tenant_id", "lease_mark"],
            set_={"lease_until": row.excluded.lease_until},
            where=event_lease.c.lease_until < now,
        ).returning(event_lease.c.lease_mark)
    )
    is_ours = leased.first() is not None
    # Read after the lease: who had it before recorded what they reached before they let it go.
    query = select(processed_event.c.is_done).where(
        processed_event.c.tenant_id == tenant_id, processed_event.c.event_mark == marks.event
    )
    is_done = (await db.execute(query)).scalar_one_or_none()
    if is_ours and is_done:
        await release(db, tenant_id, marks)
    return Claim(is_ours=is_ours and not is_done, is_done=bool(is_done), has_effect=is_done is not None)


async def record_effect(db: Db, tenant_id: int, marks: EventMarks, *, now: datetime) -> bool:
    """Record that this transaction makes the event's effect. False: another one made it, so roll back."""
    row = upsert_of(db)(processed_event).values(tenant_id=tenant_id, event_mark=marks.event, hour=_hour(now))
    recorded = await db.execute(row.on_conflict_do_nothing())
    return bool(recorded.rowcount)


async def finish(db: Db, tenant_id: int, marks: EventMarks, *, now: datetime) -> None:
    """Record that the event is answered: nothing is left to do when Slack repeats it."""
    values = {"tenant_id": tenant_id, "event_mark": marks.event, "hour": _hour(now), "is_done": True}
    row = upsert_of(db)(processed_event).values(values)
    await db.execute(row.on_conflict_do_update(index_elements=["tenant_id", "event_mark"], set_={"is_done": True}))


async def release(db: Db, tenant_id: int, marks: EventMarks) -> None:
    """Give a claim up: after a failure, so that Slack's next delivery can claim the event at once, or at the end."""
    await db.execute(
        delete(event_lease).where(event_lease.c.tenant_id == tenant_id, event_lease.c.lease_mark == marks.lease)
    )


async def has_expired(db: Db, tenant_id: int, *, before: datetime, now: datetime) -> bool:
    """Say whether something of events is stored that delete_expired would delete."""
    old = select(processed_event.c.event_mark).where(_is_old(tenant_id, before)).limit(1)
    dead = select(event_lease.c.lease_mark).where(_is_dead(tenant_id, now)).limit(1)
    return (await db.execute(old)).first() is not None or (await db.execute(dead)).first() is not None


async def delete_expired(db: Db, tenant_id: int, *, before: datetime, now: datetime) -> None:
    """Delete events of hours that ended before a moment, and the leases that processes left when they died."""
    await db.execute(delete(processed_event).where(_is_old(tenant_id, before)))
    await db.execute(delete(event_lease).where(_is_dead(tenant_id, now)))


def _is_old(tenant_id: int, before: datetime) -> ColumnElement[bool]:
    return (processed_event.c.tenant_id == tenant_id) & (processed_event.c.hour <= before - timedelta(hours=1))


def _is_dead(tenant_id: int, now: datetime) -> ColumnElement[bool]:
    return (event_lease.c.tenant_id == tenant_id) & (event_lease.c.lease_until < now)


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
