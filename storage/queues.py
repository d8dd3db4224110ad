"""Queues: of what waits in the database to be done, how much is due and since when, for /metrics alone.

Of all workspaces together, so that no figure is of one. Each is one count along an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from storage.enums import DeliveryState, ExchangeState
from storage.models import comment, delivery, digest_schedule, exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits. due: how many; since: the moment from which the oldest is due, None where it has no such moment."""

    due: int
    since: datetime | None


async def measure(db: Db, tenant_ids: Sequence[int], now: datetime) -> dict[str, Queue]:
    """Return the queues of these workspaces by name."""
    timed = {
        "deliveries": (delivery, delivery.c.due_at, delivery.c.state.in_((DeliveryState.DUE, DeliveryState.CLAIMED))),
        "schedules": (digest_schedule, digest_schedule.c.next_at, digest_schedule.c.next_at <= now),
        "openings": (exchange, exchange.c.opens_at, exchange.c.state == ExchangeState.DRAFT),
        "closings": (exchange, exchange.c.closes_at, exchange.c.state == ExchangeState.OPEN),
    }
    found = {}
    for name, (table, moment, is_waiting) in timed.items():
        query = select(func.count().label("due"), func.min(moment).label("since"))
        query = query.where(table.c.tenant_id.in_(tenant_ids), is_waiting, moment <= now)
        row = (await db.execute(query)).one()
        found[name] = Queue(row.due, row.since)
    for name, waits in (("second_looks", comment.c.awaits_look), ("service_looks", comment.c.awaits_service)):
        looks = select(func.count()).where(comment.c.tenant_id.in_(tenant_ids), waits)
        found[name] = Queue(int((await db.execute(looks)).scalar_one()), None)
    return found
