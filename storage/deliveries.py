"""Deliveries to channels: due, claimed under a lease by one process, then done, failed or dropped."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update

from storage.enums import DeliveryKind, DeliveryState
from storage.models import delivery, new_id
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import upsert_of

NOW = "now-"
"""Prefix of the slot of a digest that a moderator requested."""

CLOSING = "closing-"
"""Prefix of the slot of a closing digest; the slot of a scheduled one is its moment, "2026-12-11 09:00Z"."""


def closing_slot(closed_at: datetime) -> str:
    """Return the slot of the closing digest: one for each time that an exchange closes."""
    return f"{CLOSING}{int(closed_at.timestamp())}"


NO_THEMES_YET = "themes"
"""Error of a digest that is delayed because its themes are not found yet."""

NO_NAMES_YET = "names"
"""Error of a digest that is delayed because moderators are asked whether its themes have the right names."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery to one channel.

    kind: digest, redact (edit a quote out of a posted message), or hold (show moderators the digest of that slot).
    """

    tenant_id: int
    exchange_id: int
    delivery_id: int
    kind: str
    slot: str
    channel_id: str
    due_at: datetime
    state: str  # due, claimed, done, failed, dropped
    attempt: int
    lease_until: datetime | None  # of a claimed one; before it, a due one is not taken either
    claimed_at: datetime | None  # the first time
    digest_id: int | None
    message_ts: str | None
    error: str | None

    @property
    def scope(self) -> ExchangeScope:
        """The exchange that it is about."""
        return ExchangeScope(self.tenant_id, self.exchange_id)

    @property
    def is_scheduled(self) -> bool:
        """Say whether a schedule enqueued it."""
        return not self.slot.startswith((NOW, CLOSING))


COLUMNS = [delivery.c[name] for name in Delivery.__dataclass_fields__]


def read_row(row: Any) -> Delivery:
    """Return the delivery of a row selected by COLUMNS."""
    return to_dataclass(row, Delivery)


def _is_row(one: Delivery) -> ColumnElement[bool]:
    return in_exchange(delivery, one.scope) & (delivery.c.delivery_id == one.delivery_id)


def ours(one: Delivery) -> ColumnElement[bool]:
    """Return the condition that no other process has claimed it since."""
    return _is_row(one) & (delivery.c.state == DeliveryState.CLAIMED) & (delivery.c.attempt == one.attempt)


# Enqueueing -----------------------------------------------------------------------------------------------------------


async def enqueue(db: Db, scope: ExchangeScope, *, slot: str, channel_id: str, due_at: datetime) -> bool:
    """Enqueue a digest for a channel; False when that slot was enqueued before."""
    return await add(db, scope, slot=slot, channel_id=channel_id, due_at=due_at) is not None


async def add(
    db: Db,
    scope: ExchangeScope,
    *,
    slot: str,
    channel_id: str,
    due_at: datetime,
    kind: DeliveryKind = DeliveryKind.DIGEST,
    dropped: str | None = None,
) -> int | None:
    """Enqueue a digest for a channel and return the delivery's id; None when that slot was enqueued before.

    dropped: why it will not be posted, where that is known already.
    """
    made = await db.execute(
        upsert_of(db)(delivery)
        .values(
            **scope.columns,
            delivery_id=new_id(),
            kind=kind,
            slot=slot,
            channel_id=channel_id,
            due_at=due_at,
            state=DeliveryState.DROPPED if dropped else DeliveryState.DUE,
            error=dropped,
        )
        .on_conflict_do_nothing()
        .returning(delivery.c.delivery_id)
    )
    row = made.first()
    return int(row.delivery_id) if row else None


async def list_enqueued_channels(db: Db, scope: ExchangeScope, slot: str) -> set[str]:
    """Return all channels for which a slot's digest was ever enqueued."""
    rows = await db.execute(
        select(delivery.c.channel_id).where(
            in_exchange(delivery, scope),
            delivery.c.kind == DeliveryKind.DIGEST,
            delivery.c.slot == slot,
        )
    )
    return {str(row.channel_id) for row in rows}


async def is_manual_pending(db: Db, scope: ExchangeScope, channel_id: str) -> bool:
    """Say whether a requested digest is pending for a channel."""
    row = await db.execute(
        select(delivery.c.delivery_id)
        .where(
            in_exchange(delivery, scope),
            delivery.c.kind == DeliveryKind.DIGEST,
            delivery.c.channel_id == channel_id,
            delivery.c.slot.startswith(NOW),
            delivery.c.state.in_([DeliveryState.DUE, DeliveryState.CLAIMED]),
        )
        .limit(1)
    )
    return row.first() is not None


async def list_recent(db: Db, scope: ExchangeScope, *, limit: int) -> list[Delivery]:
    """Return the last enqueued digests, the newest first."""
    rows = await db.execute(
        select(*COLUMNS)
        .where(in_exchange(delivery, scope), delivery.c.kind == DeliveryKind.DIGEST)
        .order_by(delivery.c.due_at.desc(), delivery.c.delivery_id)
        .limit(limit)
    )
    return [read_row(row) for row in rows]


async def enqueue_redactions(db: Db, shown: Delivery, *, message_ts: str, digest_id: int, now: datetime) -> None:
    """Enqueue an update of a message to its digest's current body; an update in progress is repeated."""
    row = upsert_of(db)(delivery).values(
        **shown.scope.columns,
        delivery_id=new_id(),
        kind=DeliveryKind.REDACT,
        slot=str(shown.delivery_id),
        channel_id=shown.channel_id,
        due_at=now,
        state=DeliveryState.DUE,
        digest_id=digest_id,
        message_ts=message_ts,
    )
    await db.execute(
        row.on_conflict_do_update(
            index_elements=["tenant_id", "exchange_id", "kind", "slot", "channel_id"],
            # The attempt is unchanged: a process with the old body then finds that the delivery is no longer its own.
            set_={"state": DeliveryState.DUE, "due_at": row.excluded.due_at, "lease_until": None, "error": None},
        )
    )


# Claiming -------------------------------------------------------------------------------------------------------------


def _due(tenant_id: int, now: datetime, waiting: Collection[int]) -> ColumnElement[bool]:
    return (
        (delivery.c.tenant_id == tenant_id)
        & delivery.c.state.in_([DeliveryState.DUE, DeliveryState.CLAIMED])
        & (delivery.c.due_at <= now)
        & or_(delivery.c.lease_until.is_(None), delivery.c.lease_until <= now)
        & or_(delivery.c.kind == DeliveryKind.REDACT, delivery.c.exchange_id.not_in(sorted(waiting)))
    )


async def is_any_due(db: Db, tenant_id: int, *, now: datetime, waiting: Collection[int] = ()) -> bool:
    """Say whether anything can be claimed, before a write transaction. waiting: as for `claim`."""
    found = await db.execute(select(delivery.c.delivery_id).where(_due(tenant_id, now, waiting)).limit(1))
    return found.first() is not None


async def claim(
    db: Db, tenant_id: int, *, now: datetime, lease_until: datetime, limit: int, waiting: Collection[int] = ()
) -> list[Delivery]:
    """Claim what is due, or whose lease expired, until the new lease ends.

    waiting: exchanges whose digests are left for later; their redactions are still claimed.
    On PostgreSQL rows locked by another process are skipped; on SQLite writers run one at a time.
    """
    found = await db.execute(
        select(*COLUMNS)
        .where(_due(tenant_id, now, waiting))
        .order_by(delivery.c.due_at, delivery.c.delivery_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = []
    for one in [read_row(row) for row in found]:
        rows = await db.execute(
            update(delivery)
            .where(_is_row(one))
            .values(
                state=DeliveryState.CLAIMED,
                attempt=delivery.c.attempt + 1,
                lease_until=lease_until,
                claimed_at=func.coalesce(delivery.c.claimed_at, now),
            )
            .returning(*COLUMNS)
        )
        taken.append(read_row(rows.one()))
    return taken


async def extend_lease(db: Db, one: Delivery, *, lease_until: datetime, digest_id: int | None = None) -> bool:
    """Extend the lease and save the digest's id; False when another process has claimed it."""
    values: dict[str, Any] = {"lease_until": lease_until}
    if digest_id is not None:
        values["digest_id"] = digest_id
    return bool((await db.execute(update(delivery).where(ours(one)).values(values))).rowcount)


async def reschedule(db: Db, one: Delivery, *, until: datetime, error: str, is_try: bool = True) -> bool:
    """Release a delivery, not to be claimed before a moment.

    is_try: False where nothing was tried, so that the attempt does not count.
    """
    values: dict[str, Any] = {"state": DeliveryState.DUE, "lease_until": until, "error": error[:80]}
    if not is_try:  # an earlier holder of that attempt finds the row "due", and then claimed under a later one
        values["attempt"] = delivery.c.attempt - 1
    done = await db.execute(update(delivery).where(ours(one)).values(values))
    return bool(done.rowcount)


async def release(db: Db, scope: ExchangeScope, error: str) -> None:
    """Let the digests of an exchange that were delayed for a reason be claimed at once."""
    await db.execute(
        update(delivery)
        .where(in_exchange(delivery, scope), delivery.c.state == DeliveryState.DUE, delivery.c.error == error)
        .values(lease_until=None)
    )


async def finish(db: Db, one: Delivery, state: str, *, error: str | None = None) -> bool:
    """Record the end without a new message: done (a redaction), failed or dropped. False when another claimed it."""
    done = await db.execute(
        update(delivery).where(ours(one)).values(state=state, lease_until=None, error=error[:80] if error else None)
    )
    return bool(done.rowcount)


async def is_superseded(db: Db, one: Delivery) -> bool:
    """Say whether a later scheduled digest is enqueued for the same channel."""
    row = await db.execute(
        select(delivery.c.delivery_id)
        .where(
            in_exchange(delivery, one.scope),
            delivery.c.kind == DeliveryKind.DIGEST,
            delivery.c.channel_id == one.channel_id,
            delivery.c.due_at > one.due_at,
            ~delivery.c.slot.startswith(NOW),
        )
        .limit(1)
    )
    return row.first() is not None
