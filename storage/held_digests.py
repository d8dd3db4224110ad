"""Digests that moderators are shown before they go out: what they changed, and where their cards are."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from storage import deliveries
from storage.deliveries import Delivery
from storage.enums import DeliveryKind, DeliveryState, MadeAgain
from storage.models import delivery, digest, digest_quote, held_digest
from storage.rows import to_dataclass
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db
from storage.sql import same, upsert_of

SKIPPED = "skipped"
"""Error of a digest that a moderator skipped."""


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A card that shows a held digest to moderators. language: in which it is written."""

    channel_id: str
    ts: str
    language: str


@dataclass(frozen=True, slots=True)
class HeldDigest:
    """A digest that moderators are shown before it goes out.

    hold_id: of the delivery that shows it; delivery_id: of the one that posts it. version: how often it was made or
    changed; base_id: the digest without their changes. introduction: their own sentences above it, "" for none;
    left_out: ids of comments that are not quoted. reason: why it was made again. shown: a mark of what the cards say.
    is_over: nothing can change any more.
    """

    exchange_id: int
    hold_id: int
    delivery_id: int
    version: int
    base_id: int
    introduction: str
    left_out: Sequence[int]
    reason: str
    cards: Sequence[HeldCard]
    shown: str
    is_over: bool

    @property
    def is_changed(self) -> bool:
        """Say whether a moderator changed it."""
        return bool(self.introduction or self.left_out)


_COLUMNS = [held_digest.c[name] for name in HeldDigest.__dataclass_fields__]


def slot_of(hold_id: int, version: int, *, is_changed: bool = False) -> str:
    """Return the slot of a version of a held digest; of each there is one as it is made, and one as it is changed."""
    return f"{_prefix(hold_id)}{version}{'c' if is_changed else ''}"


def _prefix(hold_id: int) -> str:
    return f"held-{hold_id:x}-"


async def get(db: Db, scope: ExchangeScope, hold_id: int) -> tuple[HeldDigest, Delivery] | None:
    """Return a held digest and the delivery that posts it."""
    return next(iter(await _list(db, in_exchange(held_digest, scope), held_digest.c.hold_id == hold_id)), None)


async def get_by_delivery(db: Db, scope: ExchangeScope, delivery_id: int) -> tuple[HeldDigest, Delivery] | None:
    """Return the held digest that a delivery posts, None where moderators are not shown it before."""
    found = await _list(db, in_exchange(held_digest, scope), held_digest.c.delivery_id == delivery_id)
    return next(iter(found), None)


async def list_open(db: Db, tenant_id: int) -> list[tuple[HeldDigest, Delivery]]:
    """Return the held digests of a workspace whose cards are not at their end, with what posts each."""
    return await _list(db, held_digest.c.tenant_id == tenant_id, ~held_digest.c.is_over)


async def list_cards(db: Db, scope: ExchangeScope) -> list[tuple[str, str]]:
    """Return (channel, ts) of the cards of an exchange that still show a digest, or may."""
    rows = await db.execute(select(held_digest.c.cards).where(in_exchange(held_digest, scope), ~held_digest.c.is_over))
    return [(str(each["channel_id"]), str(each["ts"])) for row in rows for each in row.cards]


async def _list(db: Db, *conditions: ColumnElement[bool]) -> list[tuple[HeldDigest, Delivery]]:
    query = (
        select(*_COLUMNS, *(each.label(f"of_{each.name}") for each in deliveries.COLUMNS))
        .join_from(held_digest, delivery, same(held_digest, delivery, "delivery_id"))
        .where(*conditions)
        .order_by(delivery.c.due_at, held_digest.c.hold_id)
    )
    found = []
    for row in await db.execute(query):
        facts = {each.name: getattr(row, f"of_{each.name}") for each in deliveries.COLUMNS}
        cards = tuple(HeldCard(**each) for each in row.cards)
        held = to_dataclass(row, HeldDigest, cards=cards, left_out=tuple(row.left_out))
        found.append((held, Delivery(**facts)))
    return found


def scheduled_slot(at: datetime) -> str:
    """Return the slot of a scheduled digest: its moment."""
    return f"{at:%Y-%m-%d %H:%M}Z"


def moment_of(slot: str) -> datetime:
    """Return the moment that `scheduled_slot` wrote, aware."""
    return datetime.strptime(slot, "%Y-%m-%d %H:%MZ").replace(tzinfo=UTC)


async def is_scheduled_pending(db: Db, scope: ExchangeScope, channel_id: str, *, now: datetime) -> bool:
    """Say whether a scheduled digest of a channel is on its way, shown to moderators before, or skipped and not over.

    A skipped one can be let go after all until its time.
    """
    is_under_way = delivery.c.state.in_([DeliveryState.DUE, DeliveryState.CLAIMED])
    is_skipped = (delivery.c.state == DeliveryState.DROPPED) & (delivery.c.error == SKIPPED)
    row = await db.execute(
        select(delivery.c.delivery_id)
        .where(
            in_exchange(delivery, scope),
            delivery.c.kind.in_([DeliveryKind.DIGEST, DeliveryKind.HOLD]),
            delivery.c.channel_id == channel_id,
            ~delivery.c.slot.startswith(deliveries.NOW),
            ~delivery.c.slot.startswith(deliveries.CLOSING),
            is_under_way | (is_skipped & (delivery.c.due_at > now)),
        )
        .limit(1)
    )
    return row.first() is not None


async def begin(db: Db, scope: ExchangeScope, hold_id: int, *, delivery_id: int, digest_id: int) -> None:
    """Save that a digest is held, and as what its delivery posts it."""
    row = upsert_of(db)(held_digest).values(
        **scope.columns, hold_id=hold_id, delivery_id=delivery_id, base_id=digest_id, left_out=[], cards=[]
    )
    await db.execute(row.on_conflict_do_nothing())
    await db.execute(
        update(delivery)
        .where(in_exchange(delivery, scope), delivery.c.delivery_id == delivery_id)
        .values(digest_id=digest_id)
    )


async def save_version(
    db: Db,
    held: HeldDigest,
    one: Delivery,
    *,
    digest_id: int,
    base_id: int,
    introduction: str,
    left_out: Collection[int],
    reason: MadeAgain,
) -> bool:
    """Save another version, which the delivery posts from now on; False where another came first, or it is on its way.

    one: the delivery as it was read.
    """
    changed = await db.execute(_this(one).values(digest_id=digest_id))
    if not changed.rowcount:
        return False
    saved = await db.execute(
        update(held_digest)
        .where(_is_row(one.scope, held.hold_id), held_digest.c.version == held.version)
        .values(
            version=held.version + 1,
            base_id=base_id,
            introduction=introduction,
            left_out=sorted(left_out),
            reason=reason,
        )
    )
    return bool(saved.rowcount)


async def set_due(db: Db, one: Delivery, due_at: datetime) -> bool:
    """Let a held digest go out at a moment; False where it is on its way, or was skipped."""
    done = await db.execute(_this(one).where(delivery.c.state == DeliveryState.DUE).values(due_at=due_at))
    return bool(done.rowcount)


async def skip(db: Db, one: Delivery) -> bool:
    """Let a held digest not go out; False where it is on its way."""
    values = {"state": DeliveryState.DROPPED, "error": SKIPPED}
    done = await db.execute(_this(one).where(delivery.c.state == DeliveryState.DUE).values(values))
    return bool(done.rowcount)


async def undo_skip(db: Db, one: Delivery, *, now: datetime) -> bool:
    """Let a skipped digest go out after all; False once its time is past, or where it is not skipped."""
    is_skipped = (delivery.c.state == DeliveryState.DROPPED) & (delivery.c.error == SKIPPED)
    values = {"state": DeliveryState.DUE, "error": None}
    done = await db.execute(_this(one).where(is_skipped, delivery.c.due_at > now).values(values))
    return bool(done.rowcount)


async def save_cards(db: Db, scope: ExchangeScope, hold_id: int, cards: Sequence[HeldCard]) -> bool:
    """Save where the cards are; False where the exchange was deleted meanwhile."""
    stored = [asdict(each) for each in cards]
    saved = await db.execute(update(held_digest).where(_is_row(scope, hold_id)).values(cards=stored))
    return bool(saved.rowcount)


async def save_shown(db: Db, scope: ExchangeScope, held: HeldDigest, shown: str, *, keep: int | None) -> None:
    """Save what the cards say. keep: the digest that stays, where nothing can change any more, and others go."""
    values: dict[str, Any] = {"shown": shown, "is_over": keep is not None}
    await db.execute(update(held_digest).where(_is_row(scope, held.hold_id)).values(values))
    if keep is None:
        return
    others = select(digest.c.digest_id).where(
        in_exchange(digest, scope), digest.c.slot.startswith(_prefix(held.hold_id)), digest.c.digest_id != keep
    )
    ids = [int(row.digest_id) for row in await db.execute(others)]
    for table in (digest_quote, digest):
        await db.execute(delete(table).where(in_exchange(table, scope), table.c.digest_id.in_(ids)))


def _is_row(scope: ExchangeScope, hold_id: int) -> ColumnElement[bool]:
    return in_exchange(held_digest, scope) & (held_digest.c.hold_id == hold_id)


def _this(one: Delivery) -> Any:
    """Return an update of a delivery that nobody claimed or ended since it was read."""
    return update(delivery).where(
        in_exchange(delivery, one.scope),
        delivery.c.delivery_id == one.delivery_id,
        delivery.c.state == one.state,
        delivery.c.attempt == one.attempt,
    )
