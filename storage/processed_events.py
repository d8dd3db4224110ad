"""Slack's events as far as they were processed, by event id: the idempotency keys of what Slack repeats.

An event is claimed, has its effect, and is done once it is answered. The effect is recorded in the transaction
that makes it, so a repeated delivery after a failure finds it and only answers.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from storage.models import processed_event
from storage.session import Db
from storage.sql import upsert_of

LEASE = timedelta(seconds=30)  # after it, the claim of a dead process can be made again


@dataclass(frozen=True, slots=True)
class Claim:
    """What a delivery found. is_ours: it holds the claim. is_done, has_effect: what earlier deliveries reached."""

    is_ours: bool
    is_done: bool
    has_effect: bool


async def claim(db: Db, tenant_id: int, event_id: str, *, now: datetime) -> Claim:
    """Claim an event for this delivery, unless it is done or another delivery holds a claim that still runs."""
    insert = upsert_of(db)
    row = insert(processed_event).values(
        tenant_id=tenant_id, event_id=event_id, received_at=now, lease_until=now + LEASE, is_done=False
    )
    claimed = (
        await db.execute(
            row.on_conflict_do_update(
                index_elements=["tenant_id", "event_id"],
                set_={"lease_until": row.excluded.lease_until},
                where=(~processed_event.c.is_done)
                & (processed_event.c.lease_until.is_(None) | (processed_event.c.lease_until < now)),
            ).returning(processed_event.c.has_effect)
        )
    ).first()
    if claimed is not None:
        return Claim(is_ours=True, is_done=False, has_effect=bool(claimed.has_effect))
    query = select(processed_event.c.is_done, processed_event.c.has_effect).where(
        processed_event.c.tenant_id == tenant_id, processed_event.c.event_id == event_id
    )
    found = (await db.execute(query)).one()
    return Claim(is_ours=False, is_done=bool(found.is_done), has_effect=bool(found.has_effect))


async def record_effect(db: Db, tenant_id: int, event_id: str) -> bool:
    """Record that this transaction makes the event's effect. False: another one made it, so roll back."""
    recorded = await db.execute(
        update(processed_event)
        .where(
            processed_event.c.tenant_id == tenant_id,
            processed_event.c.event_id == event_id,
            ~processed_event.c.has_effect,
        )
        .values(has_effect=True)
    )
    return bool(recorded.rowcount)


async def finish(db: Db, tenant_id: int, event_id: str) -> None:
    """Record that the event is answered: nothing is left to do when Slack repeats it."""
    await db.execute(
        update(processed_event)
        .where(processed_event.c.tenant_id == tenant_id, processed_event.c.event_id == event_id)
        .values(is_done=True)
    )


async def release(db: Db, tenant_id: int, event_id: str) -> None:
    """Give a claim up after a failure, so that Slack's next delivery can claim the event at once."""
    await db.execute(
        update(processed_event)
        .where(
            processed_event.c.tenant_id == tenant_id, processed_event.c.event_id == event_id, ~processed_event.c.is_done
        )
        .values(lease_until=None)
    )


async def has_older(db: Db, tenant_id: int, before: datetime) -> bool:
    """Say whether an event from before that moment is stored."""
    query = (
        select(processed_event.c.event_id)
        .where(processed_event.c.tenant_id == tenant_id, processed_event.c.received_at < before)
        .limit(1)
    )
    return (await db.execute(query)).first() is not None


async def delete_expired(db: Db, tenant_id: int, *, before: datetime) -> None:
    """Delete events from before that moment, which Slack no longer repeats."""
    await db.execute(
        delete(processed_event).where(processed_event.c.tenant_id == tenant_id, processed_event.c.received_at < before)
    )
