"""What happens to an exchange from draft to closed: one short write each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bot.context import Context
from bot.core.slugs import free_slug, make_slug
from bot.core.wall_clock import local_day
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.notices import CREATOR
from bot.domain.retention import erased_on
from bot.exchanges.draft import Draft
from bot.exchanges.opening import require_room, set_open
from bot.exchanges.settings.declared import RETENTION, SLUG
from bot.exchanges.settings.parsers import MAX_SEEDS
from bot.keys import ExchangeKey
from bot.slack.channels import ensure_can_post
from storage import erasure, exchange_removal, exchanges, seed_comments
from storage.comments import NewComment
from storage.enums import ExchangeState, Renewal
from storage.exchanges import Exchange, SlugTakenError
from storage.scope import ExchangeScope
from storage.session import Db

_TRIES = 3


class DraftChangedError(Exception):
    """Somebody else changed a draft while it was being edited. now: as it is stored."""

    def __init__(self, now: Draft) -> None:
        super().__init__()
        self.now = now


async def save_draft(
    ctx: Context,
    actor: Actor,
    draft: Draft,
    exchange_id: int | None = None,
    *,
    seen: Mapping[str, str] | None = None,
) -> Exchange:
    """Save a new draft, or the new words of one. exchange_id: given to a form, so that sent twice it is one draft.

    seen: `Draft.marks` of the draft that the writer saw, None where there was none to see.
    Raises UserError when the short name is taken or the exchange is no draft any more, DraftChangedError when it is not
    what the writer saw, and saves nothing then.
    """
    for _ in range(_TRIES):
        try:
            return await _save_draft(ctx, actor, draft, exchange_id, seen)
        except SlugTakenError:
            continue  # another took the name between our look and our write
    raise UserError("draft.slug_taken_now", block_id=SLUG.block_id)


async def _save_draft(
    ctx: Context, actor: Actor, draft: Draft, exchange_id: int | None, seen: Mapping[str, str] | None
) -> Exchange:
    tenant_id = actor.tenant_id

    async def work(db: Db) -> Exchange:
        old = await exchanges.get(db, ExchangeScope(tenant_id, exchange_id), hold=True) if exchange_id else None
        if old is not None and old.state == ExchangeState.DRAFT and seen is not None:
            texts = await seed_comments.list_texts(
                db, ExchangeScope(tenant_id, old.exchange_id), _seed_marks(ctx.key_of(old))
            )
            there = to_draft(old, texts)
            if there.marks() not in (dict(seen), draft.marks()):  # the same words twice are one save
                raise DraftChangedError(there)
        others = {each.slug for each in await exchanges.list_all(db, tenant_id) if each.exchange_id != exchange_id}
        if draft.slug in others:
            free = free_slug(draft.slug, others)
            raise UserError("draft.slug_taken", name=draft.slug, free=free, block_id=SLUG.block_id)
        values = draft.columns() | {"slug": draft.slug or free_slug(make_slug(draft.question), others)}
        if old is None:
            wrapped = ctx.keys.new()
            creator = ctx.keys.open(wrapped).encrypt(CREATOR, actor.slack_user_id)
            kept_id = await exchanges.insert(
                db,
                tenant_id,
                exchange_id,
                state=ExchangeState.DRAFT,
                wrapped_key=wrapped,
                encrypted_creator=creator,
                **values,
            )
        elif not await exchanges.update_state(
            db, ExchangeScope(tenant_id, old.exchange_id), was=(ExchangeState.DRAFT,), **values
        ):
            raise UserError("exchanges.fixed.open")
        else:
            kept_id = old.exchange_id
        exchange = await get_exchange(db, actor, kept_id)
        new = make_seed_comments(ctx.key_of(exchange), draft.seeds, local_day(ctx.clock(), exchange.zone))
        await seed_comments.replace(db, ExchangeScope(tenant_id, kept_id), new)
        return exchange

    return await ctx.commit(actor, work)


def to_draft(exchange: Exchange, seeds: Sequence[str]) -> Draft:
    """Return what a draft was made of, to fill its form."""
    same = {name: getattr(exchange, name) for name in Draft.__dataclass_fields__ if name != "seeds"}
    return Draft(**same, seeds=tuple(seeds))


def make_seed_comments(key: ExchangeKey, texts: Sequence[str], day: date) -> list[NewComment]:
    """Return comments to begin with, ready to be stored. day: in the exchange's zone."""
    return [
        NewComment(mark, text, "", "live", day, is_seed=True)
        for mark, text in zip(_seed_marks(key), texts, strict=False)
    ]


def _seed_marks(key: ExchangeKey) -> list[str]:
    return [key.source_mac("seed", str(index)) for index in range(MAX_SEEDS)]


async def list_seed_texts(ctx: Context, exchange: Exchange) -> list[str]:
    """Return the comments to begin with, in the order in which they were written."""
    async with ctx.storage.read() as db:
        return await seed_comments.list_texts(db, exchange.scope, _seed_marks(ctx.key_of(exchange)))


async def find_draft(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Return a draft. Raises UserError when it is none any more."""
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
    if exchange.state != ExchangeState.DRAFT:
        raise UserError("exchanges.fixed.open" if exchange.is_open else "exchanges.fixed.closed")
    return exchange


async def delete_draft(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Delete a draft. Raises UserError when it is none any more."""
    exchange = await find_draft(ctx, actor, exchange_id)

    async def work(db: Db) -> None:
        if not await exchange_removal.delete_draft(db, actor.scope(exchange_id)):
            raise UserError("exchanges.fixed.open")

    await ctx.commit(actor, work)
    return exchange


async def open_now(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Open a draft by hand: from here on its announcement is pending. Raises UserError when it cannot open."""
    exchange = await find_draft(ctx, actor, exchange_id)
    if exchange.channel_id is None:
        raise UserError("exchanges.no_channel")
    await ensure_can_post(ctx, exchange.tenant_id, exchange.channel_id)
    now = ctx.clock()

    async def work(db: Db) -> Exchange:
        exchange = await get_exchange(db, actor, exchange_id)
        if exchange.closes_at is not None and exchange.closes_at <= now:
            raise UserError("exchanges.close_date_past")
        await require_room(ctx, db, exchange)
        if not await set_open(ctx, db, exchange, now):
            raise UserError("exchanges.open_already")
        return await get_exchange(db, actor, exchange_id)

    return await ctx.commit(actor, work)


async def open_later(ctx: Context, actor: Actor, exchange_id: int, opens_at: datetime) -> Exchange:
    """Let a draft open by itself. Raises UserError."""
    exchange = await find_draft(ctx, actor, exchange_id)
    if exchange.channel_id is None:
        raise UserError("exchanges.no_channel")
    if exchange.closes_at is not None and exchange.closes_at <= opens_at:
        raise UserError("exchanges.closes_first.opening")

    async def work(db: Db) -> Exchange:
        await require_room(ctx, db, exchange)
        if not await exchanges.update_state(
            db, actor.scope(exchange_id), was=(ExchangeState.DRAFT,), opens_at=opens_at
        ):
            raise UserError("exchanges.open_already")
        return await get_exchange(db, actor, exchange_id)

    return await ctx.commit(actor, work)


async def close(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Close an open exchange now; no next quarter follows it. Raises UserError when it is not open."""

    async def work(db: Db) -> Exchange:
        exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
        if not exchange.is_open or not await exchanges.update_state(
            db,
            actor.scope(exchange_id),
            was=(ExchangeState.OPEN,),
            state=ExchangeState.CLOSED,
            closed_at=ctx.clock(),
            renews=Renewal.NEVER,
        ):
            raise not_open_error(exchange)
        return await get_exchange(db, actor, exchange_id)

    return await ctx.commit(actor, work)


async def reopen(ctx: Context, actor: Actor, exchange_id: int, closes_at: datetime | None) -> Exchange:
    """Open a closed exchange again. closes_at: None keeps its close date if that is still to come.

    Ratings of people who were forgotten while it was closed are taken out: they could give them a second time.
    """
    now = ctx.clock()

    async def work(db: Db) -> Exchange:
        await exchanges.close_by_date(db, actor.scope(exchange_id), now=now)
        exchange = await get_exchange(db, actor, exchange_id)
        _require_reopenable(exchange)
        await require_room(ctx, db, exchange)
        is_to_come = exchange.closes_at is not None and exchange.closes_at > now
        if not await exchanges.update_state(
            db,
            actor.scope(exchange_id),
            was=(ExchangeState.CLOSED,),
            state=ExchangeState.OPEN,
            closed_at=None,
            paused_at=None,
            archived_at=None,
            last_day_notice="",
            renews=Renewal.NEVER,
            closes_at=exchange.closes_at if closes_at is None and is_to_come else closes_at,
            rating_only=0,  # the time that it was a part of is over; people share to the end
        ):
            raise UserError("exchanges.open_already" if exchange.is_open else "exchanges.still_draft")
        exchange = _require_reopenable(await get_exchange(db, actor, exchange_id))  # again, now that it is locked
        await erasure.delete_unowned(db, exchange.scope, ctx.key_of(exchange).seals)
        return exchange

    return await ctx.commit(actor, work)


def _require_reopenable(exchange: Exchange) -> Exchange:
    """Return an exchange that still has its key, and that no other follows. Raises UserError.

    Without the key nobody could be kept from rating twice.
    """
    gone = erased_on(exchange)
    if gone is not None:
        raise UserError("retention.not_reopened", on=gone)
    if exchange.followed_by is not None:
        raise UserError("quarters.not_reopened")
    return exchange


async def set_close(
    ctx: Context, actor: Actor, exchange_id: int, closes_at: datetime | None, *, retention_days: int | None = None
) -> Exchange:
    """Give an open exchange or a draft another close date; None leaves it open until somebody closes it.

    No next quarter follows an open one whose date is another then: it ends by hand.
    retention_days: another retention, None for the same. Raises UserError for a longer one of an open exchange.
    """
    if closes_at is not None and closes_at < ctx.clock() + timedelta(minutes=1):
        raise UserError("exchanges.too_soon")

    async def work(db: Db) -> Exchange:
        exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
        if exchange.state == ExchangeState.CLOSED:
            raise not_open_error(exchange)
        if exchange.state == ExchangeState.DRAFT and closes_at and exchange.opens_at and closes_at <= exchange.opens_at:
            raise UserError("exchanges.closes_first.closing")
        days = exchange.retention_days if retention_days is None else retention_days
        if exchange.is_open and days > exchange.retention_days:
            raise UserError("retention.only_shorter", n=exchange.retention_days, block_id=RETENTION.block_id)
        values: dict[str, Any] = {"closes_at": closes_at, "retention_days": days}
        if exchange.is_open and closes_at != exchange.closes_at:
            values["renews"] = Renewal.NEVER
        if not await exchanges.update_state(
            db, actor.scope(exchange_id), was=(ExchangeState.OPEN, ExchangeState.DRAFT), **values
        ):
            raise not_open_error(exchange)
        return await get_exchange(db, actor, exchange_id)

    return await ctx.commit(actor, work)


async def set_reminders(ctx: Context, actor: Actor, exchange_id: int, *, is_on: bool) -> Exchange:
    """Set whether people are reminded. Raises UserError when it is closed."""

    async def work(db: Db) -> Exchange:
        exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
        was = (ExchangeState.OPEN, ExchangeState.DRAFT)
        if exchange.state == ExchangeState.CLOSED or not await exchanges.update_state(
            db, exchange.scope, was=was, sends_reminders=is_on
        ):
            raise not_open_error(exchange)
        return await get_exchange(db, actor, exchange_id)

    return await ctx.commit(actor, work)


def not_open_error(exchange: Exchange) -> UserError:
    """Return why an exchange cannot be closed, or its close date changed."""
    if exchange.state == ExchangeState.DRAFT:
        return UserError("exchanges.not_open.draft", name=exchange.slug)
    return UserError("exchanges.not_open.closed", name=exchange.slug)
