"""Slack's events as far as they were processed, by a mark of their id: the idempotency keys of what Slack repeats.

An event is claimed, has its effect, and is done once it is answered. The effect is recorded in the transaction
that makes it, so a repeated delivery after a failure finds it and only answers. That row holds nothing finer than the
hour. The claim, a lease that ends with a moment, is a row elsewhere under another mark; its moment is sealed
(bot/domain/event_leases.py), and it goes with the delivery.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, select, update

from storage.models import event_lease, processed_event
from storage.session import Db
from storage.sql import upsert_for, upsert_of


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


_IS_DONE = select(processed_event.c.is_done).where(
    processed_event.c.tenant_id == bindparam("in_tenant"), processed_event.c.event_mark == bindparam("mark")
)
_DELETED_LEASE = delete(event_lease).where(
    event_lease.c.tenant_id == bindparam("in_tenant"),
    event_lease.c.lease_mark == bindparam("mark"),
    event_lease.c.sealed == bindparam("was"),
)


@cache
def _new_lease(dialect: str) -> Any:
    return upsert_for(dialect)(event_lease).on_conflict_do_nothing()


@cache
def _done(dialect: str) -> Any:
    names = ["tenant_id", "event_mark", "hour", "is_done"]
    row = upsert_for(dialect)(processed_event).values({name: bindparam(name) for name in names})
    return row.on_conflict_do_update(index_elements=names[:2], set_={"is_done": True})


async def claim(db: Db, tenant_id: int, marks: EventMarks, *, sealed: bytes, is_over: Callable[[bytes], bool]) -> Claim:
    """Claim an event for this delivery, unless it is done or another delivery holds a claim that still runs.

    sealed: this delivery's lease. is_over: says whether a sealed lease has run out.
    """
    is_ours = await _lease(db, tenant_id, marks.lease, sealed, is_over)
    # Read after the lease: who had it before recorded what they reached before they let it go.
    is_done = (await db.execute(_IS_DONE, {"in_tenant": tenant_id, "mark": marks.event})).scalar_one_or_none()
    if is_ours and is_done:
        await delete_leases(db, tenant_id, [(marks.lease, sealed)])
    return Claim(is_ours=is_ours and not is_done, is_done=bool(is_done), has_effect=is_done is not None)


async def _lease(db: Db, tenant_id: int, lease_mark: bytes, sealed: bytes, is_over: Callable[[bytes], bool]) -> bool:
    given = {"tenant_id": tenant_id, "lease_mark": lease_mark, "sealed": sealed}
    if (await db.execute(_new_lease(db.dialect.name), given)).rowcount:
        return True
    this = _is_lease(tenant_id, lease_mark)
    was = (await db.execute(select(event_lease.c.sealed).where(this))).scalar_one_or_none()
    if was is None or not is_over(bytes(was)):
        return False  # it runs, or ended this very moment: then Slack's next delivery finds what was reached
    taken = await db.execute(update(event_lease).where(this, event_lease.c.sealed == was).values(sealed=sealed))
    return bool(taken.rowcount)


async def record_effect(db: Db, tenant_id: int, marks: EventMarks, *, now: datetime) -> bool:
    """Record that this transaction makes the event's effect. False: another one made it, so roll back."""
    row = upsert_of(db)(processed_event).values(tenant_id=tenant_id, event_mark=marks.event, hour=hour_of(now))
    recorded = await db.execute(row.on_conflict_do_nothing())
    return bool(recorded.rowcount)


async def finish(db: Db, tenant_id: int, marks: EventMarks, *, now: datetime) -> None:
    """Record that the event is answered: nothing is left to do when Slack repeats it."""
    values = {"tenant_id": tenant_id, "event_mark": marks.event, "hour": hour_of(now), "is_done": True}
    await db.execute(_done(db.dialect.name), values)


async def list_leases(db: Db, tenant_id: int) -> list[tuple[bytes, bytes]]:
    """Return (mark, sealed) of all leases: of events that are processed now, or whose process died."""
    rows = await db.execute(
        select(event_lease.c.lease_mark, event_lease.c.sealed)
        .where(event_lease.c.tenant_id == tenant_id)
        .order_by(event_lease.c.lease_mark)
    )
    return [(bytes(row.lease_mark), bytes(row.sealed)) for row in rows]


async def delete_leases(db: Db, tenant_id: int, leases: Collection[tuple[bytes, bytes]]) -> None:
    """Delete leases, as (mark, sealed), unless another delivery took them meanwhile.

    After a failure, so that Slack's next delivery can claim the event at once; at the end; and after a process died.
    """
    for lease_mark, sealed in leases:
        await db.execute(_DELETED_LEASE, {"in_tenant": tenant_id, "mark": lease_mark, "was": sealed})


async def has_expired(db: Db, tenant_id: int, *, before: datetime) -> bool:
    """Say whether an event is stored whose hour ended before a moment."""
    query = select(processed_event.c.event_mark).where(_is_old(tenant_id, before)).limit(1)
    return (await db.execute(query)).first() is not None


async def delete_expired(db: Db, tenant_id: int, *, before: datetime) -> None:
    """Delete events of hours that ended before a moment, which Slack no longer repeats."""
    await db.execute(delete(processed_event).where(_is_old(tenant_id, before)))


def _is_lease(tenant_id: int, lease_mark: bytes) -> ColumnElement[bool]:
    return (event_lease.c.tenant_id == tenant_id) & (event_lease.c.lease_mark == lease_mark)


def _is_old(tenant_id: int, before: datetime) -> ColumnElement[bool]:
    return (processed_event.c.tenant_id == tenant_id) & (processed_event.c.hour <= before - timedelta(hours=1))


def hour_of(moment: datetime) -> datetime:
    """Return the hour of a moment, which is all that is kept of it."""
    return moment.replace(minute=0, second=0, microsecond=0)
