"""Exchanges: the question, its settings, its life from draft to closed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.engine import Row

from storage.models import comment, exchange, new_id, participant
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange as it stands. Times are aware UTC; `zone` is the IANA zone it was written in."""

    tenant_id: int
    exchange_id: int
    slug: str
    question: str
    background: str
    star_meaning: str  # agree, important, experience
    groups: list[str]
    names_hidden: bool
    moderation: str  # open, review
    hides_reported: bool
    comment_limit: int  # characters
    state: str  # draft, open, closed
    zone: str
    opens_at: datetime | None
    closes_at: datetime | None
    opened_at: datetime | None
    closed_at: datetime | None
    channel_id: str | None
    announcement_ts: str | None
    announced_at: datetime | None
    announced: dict[str, Any] | None
    announcing_until: datetime | None
    wrapped_key: bytes

    @property
    def is_open(self) -> bool:
        """Say whether people may share and rate now."""
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in an exchange. stars: sum over all ratings that stand."""

    people: int
    comments: int
    ratings: int
    stars: int


_COLUMNS = [exchange.c[name] for name in Exchange.__dataclass_fields__]


def _read(row: Row[Any]) -> Exchange:
    return Exchange(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


async def insert(db: Db, tenant_id: int, exchange_id: int | None = None, **values: Any) -> int:
    """Keep a new exchange and return its id. Raises IntegrityError when the slug is taken."""
    exchange_id = exchange_id or new_id()
    await db.execute(exchange.insert().values(tenant_id=tenant_id, exchange_id=exchange_id, **values))
    return exchange_id


async def get(db: Db, tenant_id: int, exchange_id: int, *, hold: bool = False) -> Exchange | None:
    """Return an exchange, None when this workspace has none of that id.

    hold: keep it from being closed until the transaction ends.
    """
    query = select(*_COLUMNS).where(exchange.c.tenant_id == tenant_id, exchange.c.exchange_id == exchange_id)
    if hold:
        query = query.with_for_update(read=True)
    row = (await db.execute(query)).first()
    return _read(row) if row else None


async def by_slug(db: Db, tenant_id: int, slug: str) -> Exchange | None:
    """Return the exchange of that short name."""
    row = (
        await db.execute(select(*_COLUMNS).where(exchange.c.tenant_id == tenant_id, exchange.c.slug == slug))
    ).first()
    return _read(row) if row else None


async def by_announcement(db: Db, tenant_id: int, channel_id: str, message_ts: str) -> Exchange | None:
    """Return the exchange whose announcement is this message."""
    row = (
        await db.execute(
            select(*_COLUMNS).where(
                exchange.c.tenant_id == tenant_id,
                exchange.c.channel_id == channel_id,
                exchange.c.announcement_ts == message_ts,
            )
        )
    ).first()
    return _read(row) if row else None


async def all_of(db: Db, tenant_id: int, *states: str) -> list[Exchange]:
    """Return the workspace's exchanges in the given states (all when none is given), newest opening first."""
    query = select(*_COLUMNS).where(exchange.c.tenant_id == tenant_id)
    if states:
        query = query.where(exchange.c.state.in_(states))
    rows = await db.execute(query.order_by(exchange.c.opened_at.desc().nulls_last(), exchange.c.slug))
    return [_read(row) for row in rows]


async def change(db: Db, tenant_id: int, exchange_id: int, **values: Any) -> None:
    """Set columns of an exchange."""
    await db.execute(
        update(exchange).where(exchange.c.tenant_id == tenant_id, exchange.c.exchange_id == exchange_id).values(values)
    )


async def change_state(db: Db, tenant_id: int, exchange_id: int, *, was: tuple[str, ...], **values: Any) -> bool:
    """Set columns, the state among them, if the state is still one of `was`; False when it is not."""
    done = await db.execute(
        update(exchange)
        .where(
            exchange.c.tenant_id == tenant_id, exchange.c.exchange_id == exchange_id, exchange.c.state.in_(list(was))
        )
        .values(values)
    )
    return bool(done.rowcount)


async def counts(db: Db, tenant_id: int, exchange_id: int) -> Counts:
    """Return how many people took part, comments are live, and ratings stand on live comments."""
    c = comment.c
    number = c.n1 + c.n2 + c.n3 + c.n4 + c.n5
    stars = c.n1 + 2 * c.n2 + 3 * c.n3 + 4 * c.n4 + 5 * c.n5
    row = (
        await db.execute(
            select(
                func.count(),
                func.coalesce(func.sum(number), 0),
                func.coalesce(func.sum(stars), 0),
            ).where(c.tenant_id == tenant_id, c.exchange_id == exchange_id, c.state == "live")
        )
    ).one()
    people = (
        await db.execute(
            select(func.count()).where(
                participant.c.tenant_id == tenant_id, participant.c.exchange_id == exchange_id, participant.c.took_part
            )
        )
    ).scalar_one()
    return Counts(int(people), int(row[0]), int(row[1]), int(row[2]))
