"""Digests: their frozen bodies, the comments they quote, and the removal of quotes."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Select, bindparam, delete, insert, or_, select, update
from sqlalchemy.engine import Row

from storage import deliveries
from storage.deliveries import Delivery
from storage.enums import CommentState, DeliveryKind, DeliveryState
from storage.models import comment, delivery, digest, digest_quote, new_id
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange, in_scope
from storage.session import Db
from storage.sql import same, upsert_of


@dataclass(frozen=True, slots=True)
class DigestFacts:
    """What the next digest compares itself with: counts, and ids of themes; nobody's words.

    coverage: for how many of all comments its quotes speak, per cent, and as many random ones; then the same of people
    where enough wrote; empty where it is not known. release: whose figures it shows.
    """

    people: int = 0
    comments: int = 0
    ratings: int = 0
    themes: tuple[int, ...] = ()
    coverage: tuple[int, ...] = ()
    release: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the column."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the facts that `to_json` wrote."""
        return cls(**{**stored, "themes": tuple(stored["themes"]), "coverage": tuple(stored.get("coverage", ()))})


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a body shows a quote: the index of the block, of the element in it, and of the piece in that.

    piece: None where the whole element goes with the quote.
    """

    block: int
    element: int
    piece: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart that is shown in the place of a block, by its index, where Slack takes it. alt: it in words."""

    block: int
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class DigestBody:
    """The message of a digest as it is shown.

    text, blocks: Slack's own, with the chart as lines of text. picture: the same chart, None without one.
    quotes: places by comment id. removed_text: shown in the place of a quote that was removed. revision: how often
    quotes were removed.
    """

    text: str
    blocks: list[dict[str, Any]]
    picture: Picture | None = None
    quotes: Mapping[int, tuple[QuotePlace, ...]] = field(default_factory=dict)
    removed_text: str = ""
    revision: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return plain data for the column."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return the body that `to_json` wrote; JSON made its comment ids strings."""
        quotes = {int(each): tuple(QuotePlace(**place) for place in some) for each, some in stored["quotes"].items()}
        picture = Picture(**stored["picture"]) if stored.get("picture") else None
        return cls(**{**stored, "quotes": quotes, "picture": picture})


@dataclass(frozen=True, slots=True)
class Digest:
    """A saved digest: what the next one compares with, and its message."""

    digest_id: int
    slot: str
    made_at: datetime
    facts: DigestFacts
    body: DigestBody


_DIGEST = [digest.c[name] for name in Digest.__dataclass_fields__]


async def save(
    db: Db,
    scope: ExchangeScope,
    *,
    slot: str,
    made_at: datetime,
    facts: DigestFacts,
    body: DigestBody,
    quoted: Collection[int],
) -> Digest:
    """Save a digest and return it; if its slot already has one, return that one unchanged.

    quoted: the comments whose words it shows.
    """
    made = await db.execute(
        upsert_of(db)(digest)
        .values(
            **scope.columns,
            digest_id=new_id(),
            slot=slot,
            made_at=made_at,
            facts=facts.to_json(),
            body=body.to_json(),
        )
        .on_conflict_do_nothing()
        .returning(digest.c.digest_id)
    )
    new = made.first()
    if new and quoted:
        columns = {**scope.columns, "digest_id": int(new.digest_id)}
        await db.execute(insert(digest_quote), [columns | {"comment_id": each} for each in sorted(quoted)])
    found = await get_by_slot(db, scope, slot)
    assert found is not None  # noqa: S101 - inserted in this transaction, or there before
    return found


def _read(row: Row[Any] | None) -> Digest | None:
    if row is None:
        return None
    return to_dataclass(row, Digest, facts=DigestFacts.from_json(row.facts), body=DigestBody.from_json(row.body))


def _digests(scope: ExchangeScope) -> Select[Any]:
    return select(*_DIGEST).where(in_exchange(digest, scope))


async def get_by_slot(db: Db, scope: ExchangeScope, slot: str) -> Digest | None:
    """Return the digest of a slot."""
    row = (await db.execute(_digests(scope).where(digest.c.slot == slot))).first()
    return _read(row)


async def get(db: Db, scope: ExchangeScope, digest_id: int, *, hold: bool = False) -> Digest | None:
    """Return a digest. hold: lock its body until the transaction ends."""
    query = _digests(scope).where(digest.c.digest_id == digest_id)
    row = (await db.execute(query.with_for_update() if hold else query)).first()
    return _read(row)


_LAST = (
    select(*_DIGEST)
    .where(in_scope(digest))
    .join_from(digest, delivery, same(delivery, digest, "digest_id"))
    .where(delivery.c.kind == DeliveryKind.DIGEST, delivery.c.state == DeliveryState.DONE)
    .order_by(digest.c.made_at.desc(), digest.c.digest_id)
    .limit(1)
)
_LAST_HERE = _LAST.where(delivery.c.channel_id == bindparam("channel"))


async def get_last_in(db: Db, scope: ExchangeScope, channel_id: str | None = None) -> Digest | None:
    """Return the last digest posted in a channel, or in any."""
    query, given = (_LAST, {}) if channel_id is None else (_LAST_HERE, {"channel": channel_id})
    row = (await db.execute(query, scope.bind(**given))).first()
    return _read(row)


async def list_messages(db: Db, scope: ExchangeScope) -> list[tuple[str, str]]:
    """Return channel and ts of every posted digest, the oldest first."""
    rows = await db.execute(
        select(delivery.c.channel_id, delivery.c.message_ts)
        .where(in_exchange(delivery, scope), delivery.c.kind == DeliveryKind.DIGEST, delivery.c.message_ts.is_not(None))
        .order_by(delivery.c.due_at, delivery.c.delivery_id)
    )
    return [(str(row.channel_id), str(row.message_ts)) for row in rows]


async def save_receipt(
    db: Db, one: Delivery, *, digest_id: int, message_ts: str, revision: int | None, now: datetime
) -> bool:
    """Save a message's timestamp. False when another process claimed the delivery; it will find the message itself.

    revision: of the sent body, None when unknown. If a quote was removed since, an update of the message is enqueued.
    """
    made = await get(db, one.scope, digest_id, hold=True)
    kept = await db.execute(
        update(delivery)
        .where(deliveries.ours(one))
        .values(state=DeliveryState.DONE, lease_until=None, error=None, digest_id=digest_id, message_ts=message_ts)
    )
    if not kept.rowcount:
        return False
    if made and made.body.revision != (revision or 0):
        await deliveries.enqueue_redactions(db, one, message_ts=message_ts, digest_id=digest_id, now=now)
    return True


# Quotes that must go --------------------------------------------------------------------------------------------------


async def list_withdrawn_quotes(db: Db, tenant_id: int, *, limit: int) -> dict[tuple[int, int], list[int]]:
    """Return the quoted comments that are no longer live, by (exchange, digest).

    limit: quotes at most; those that `update_body` removed make room for the next.
    """
    rows = await db.execute(
        select(digest_quote.c.exchange_id, digest_quote.c.digest_id, digest_quote.c.comment_id)
        .join_from(
            digest_quote,
            comment,
            same(digest_quote, comment, "comment_id"),
            isouter=True,
        )
        .where(
            digest_quote.c.tenant_id == tenant_id, or_(comment.c.state.is_(None), comment.c.state != CommentState.LIVE)
        )
        .order_by(digest_quote.c.exchange_id, digest_quote.c.digest_id, digest_quote.c.comment_id)
        .limit(limit)
    )
    found: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        found.setdefault((int(row.exchange_id), int(row.digest_id)), []).append(int(row.comment_id))
    return found


async def update_body(
    db: Db,
    scope: ExchangeScope,
    digest_id: int,
    *,
    body: DigestBody,
    gone: Collection[int],
    now: datetime,
) -> None:
    """Save a body with quotes removed, and enqueue an update of every message that shows it.

    gone: the comments it no longer quotes. The digest was read with `hold`.
    """
    await db.execute(
        update(digest).where(in_exchange(digest, scope), digest.c.digest_id == digest_id).values(body=body.to_json())
    )
    await db.execute(
        delete(digest_quote).where(
            in_exchange(digest_quote, scope),
            digest_quote.c.digest_id == digest_id,
            digest_quote.c.comment_id.in_(sorted(gone)),
        )
    )
    rows = await db.execute(
        select(*deliveries.COLUMNS).where(
            in_exchange(delivery, scope),
            delivery.c.digest_id == digest_id,
            delivery.c.kind == DeliveryKind.DIGEST,
            delivery.c.state == DeliveryState.DONE,
        )
    )
    for shown in [deliveries.read_row(row) for row in rows]:
        await deliveries.enqueue_redactions(db, shown, message_ts=str(shown.message_ts), digest_id=digest_id, now=now)
