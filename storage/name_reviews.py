"""Reviews of the themes' names: moderators may be asked about them before an exchange's first digest."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, update

from storage.enums import DeliveryKind, DeliveryState, ExchangeState
from storage.models import delivery, digest_schedule, exchange, name_review
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of


@dataclass(frozen=True, slots=True)
class NameReview:
    """A review. until: the digest waits no longer. is_asked: moderators have the card.

    is_over: one of them answered, or nobody could be asked.
    """

    until: datetime
    is_asked: bool
    is_over: bool

    def is_pending(self, now: datetime) -> bool:
        """Say whether an answer still counts."""
        return not self.is_over and now < self.until


@dataclass(frozen=True, slots=True)
class DueReview:
    """An exchange whose moderators are to be asked. due_at: of its next digest."""

    exchange_id: int
    due_at: datetime


_COLUMNS = [name_review.c[name] for name in NameReview.__dataclass_fields__]


async def get(db: Db, scope: ExchangeScope) -> NameReview | None:
    """Return the review of an exchange, None before moderators are asked."""
    row = (await db.execute(select(*_COLUMNS).where(in_exchange(name_review, scope)))).first()
    return to_dataclass(row, NameReview) if row else None


async def list_due(db: Db, tenant_id: int, *, before: datetime) -> list[DueReview]:
    """Return the exchanges whose first digest is due before a moment and whose moderators were not asked yet."""
    first: dict[int, datetime] = {}
    for query in _queries_of_due():
        for row in await db.execute(query, {"in_tenant": tenant_id}):
            if row.due_at is not None and row.due_at < before:
                known = first.get(int(row.exchange_id), row.due_at)
                first[int(row.exchange_id)] = min(known, row.due_at)
    return [DueReview(*each) for each in sorted(first.items())]


@cache
def _queries_of_due() -> tuple[Select[Any], ...]:
    """Return what finds the moments of first digests, built once: each round asks it."""
    is_settled = (
        select(name_review.c.until)
        .where(same(name_review, exchange), or_(name_review.c.is_asked, name_review.c.is_over))
        .exists()
    )
    is_wanted = (exchange.c.tenant_id == bindparam("in_tenant")) & exchange.c.reviews_theme_names & ~is_settled
    is_open = exchange.c.state == ExchangeState.OPEN
    digests = delivery.c.kind.in_([DeliveryKind.DIGEST, DeliveryKind.HOLD]) & delivery.c.state.in_(
        [DeliveryState.DUE, DeliveryState.CLAIMED]
    )
    moments: list[tuple[ColumnElement[datetime], ColumnElement[bool]]] = [
        (_first(delivery, delivery.c.due_at, digests), is_wanted),
        (_first(digest_schedule, digest_schedule.c.next_at), is_wanted & is_open),
        (exchange.c.closes_at, is_wanted & is_open & exchange.c.announcement_ts.is_not(None)),
    ]
    return tuple(
        select(exchange.c.exchange_id, moment.label("due_at")).where(condition) for moment, condition in moments
    )


def _first(table: Any, moment: Any, *conditions: ColumnElement[bool]) -> Any:
    """Return the earliest moment of an exchange's rows, as a subquery."""
    return select(func.min(moment)).where(same(table, exchange), *conditions).correlate(exchange).scalar_subquery()


async def claim(db: Db, scope: ExchangeScope, *, until: datetime, now: datetime, lease_until: datetime) -> bool:
    """Claim the asking until the lease ends; False when it was done, is over, or another process does it.

    until: how long the digest waits, as the first claim says.
    """
    row = upsert_of(db)(name_review).values(**scope.columns, until=until, lease_until=lease_until)
    claimed = await db.execute(
        row.on_conflict_do_update(
            index_elements=["tenant_id", "exchange_id"],
            set_={"lease_until": row.excluded.lease_until},
            where=~name_review.c.is_asked
            & ~name_review.c.is_over
            & or_(name_review.c.lease_until.is_(None), name_review.c.lease_until <= now),
        ).returning(name_review.c.until)
    )
    return claimed.first() is not None


async def finish_asking(db: Db, scope: ExchangeScope, *, is_reached: bool) -> None:
    """Record that moderators have the card, or that none can be reached: then nothing waits for an answer."""
    values = {"is_asked": True} if is_reached else {"is_over": True}
    await db.execute(update(name_review).where(in_exchange(name_review, scope)).values({"lease_until": None} | values))


async def end(db: Db, scope: ExchangeScope, *, now: datetime) -> bool:
    """Record a moderator's answer; False when nothing waits for one: not asked yet, answered, or too late."""
    done = await db.execute(
        update(name_review)
        .where(in_exchange(name_review, scope), ~name_review.c.is_over, name_review.c.until > now)
        .values(is_over=True, lease_until=None)
    )
    return bool(done.rowcount)
