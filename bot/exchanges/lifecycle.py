"""What moderators do with an exchange that has begun: halt it and let it go on, put it away, delete it for good."""

from collections.abc import Sequence
from typing import Any

import structlog

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.answers import list_missing
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.quarters import is_renewed
from bot.exchanges.flow import not_open_error
from bot.slack.client import CALL_ERRORS, Refused, classify, describe
from bot.texts import Message
from storage import answers, digests, exchange_channels, exchange_removal, exchanges, held_digests, physical
from storage.enums import ExchangeState, Renewal
from storage.exchanges import Exchange
from storage.session import Db

log = structlog.get_logger()

Post = tuple[str, str]
"""A message of the bot's: channel and ts."""


async def pause(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Halt an open exchange: until it goes on nobody can share or rate. Raises UserError when it is not open."""
    return await _set_pause(ctx, actor, exchange_id, is_paused=True)


async def resume(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Let a paused exchange go on. Raises UserError when it is not paused."""
    return await _set_pause(ctx, actor, exchange_id, is_paused=False)


async def _set_pause(ctx: Context, actor: Actor, exchange_id: int, *, is_paused: bool) -> Exchange:
    async def work(db: Db) -> Exchange:
        exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
        if not exchange.is_open:
            raise not_open_error(exchange)
        if exchange.is_paused == is_paused:
            raise UserError("exchanges.paused_already" if is_paused else "exchanges.not_paused", name=exchange.slug)
        paused_at = ctx.clock() if is_paused else None
        if not await exchanges.update_state(db, exchange.scope, was=(ExchangeState.OPEN,), paused_at=paused_at):
            raise not_open_error(exchange)
        return await get_exchange(db, actor, exchange_id)

    return await ctx.commit(actor, work)


async def archive(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Put a closed exchange away: it is in no list any more, and found by its name.

    Where its next quarter waits, that is given up, also where the rest is refused. Raises UserError when it is not
    closed, or one of its highest comments has no answer.
    """

    async def end_quarters(db: Db) -> bool:
        exchange = await get_exchange(db, actor, exchange_id)
        await exchanges.close_by_date(db, exchange.scope, now=ctx.clock())  # what its date says is recorded first
        is_closed = await exchanges.update_state(
            db, exchange.scope, was=(ExchangeState.CLOSED,), renews=Renewal.NEVER, next_waits_until=None
        )
        return is_closed and is_renewed(exchange)

    async def work(db: Db) -> Exchange:
        exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
        if exchange.state != ExchangeState.CLOSED:
            raise UserError("exchanges.archive_open" if exchange.is_open else "exchanges.archive_draft")
        if exchange.archived_at is not None:
            raise UserError("exchanges.archived_already", name=exchange.slug)
        open_numbers = await list_missing(db, exchange)
        if open_numbers:
            named = [f"`#{number}`" for number in open_numbers]
            facts: dict[str, Any] = {"n": len(named), "names": named, "name": exchange.slug}
            if is_given_up:
                raise UserError("quarters.given_up", why=Message("exchanges.archive_unanswered", facts))
            raise UserError("exchanges.archive_unanswered", **facts)
        return await _set_archived(ctx, db, actor, exchange, is_archived=True)

    is_given_up = await ctx.commit(actor, end_quarters)
    return await ctx.commit(actor, work)


async def bring_back(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    """Take an exchange out of the archive; it stays closed. Raises UserError when it is not there."""

    async def work(db: Db) -> Exchange:
        exchange = await get_exchange(db, actor, exchange_id)
        if exchange.archived_at is None:
            raise UserError("exchanges.not_archived", name=exchange.slug)
        return await _set_archived(ctx, db, actor, exchange, is_archived=False)

    return await ctx.commit(actor, work)


async def _set_archived(ctx: Context, db: Db, actor: Actor, exchange: Exchange, *, is_archived: bool) -> Exchange:
    await exchanges.close_by_date(db, exchange.scope, now=ctx.clock())  # what its date says is recorded first
    archived_at = ctx.clock() if is_archived else None
    if not await exchanges.update_state(
        db,
        exchange.scope,
        was=(ExchangeState.CLOSED,),
        archived_at=archived_at,
        renews=Renewal.NEVER,  # where the next quarter waited, it is given up
    ):
        raise UserError("exchanges.archive_open")
    return await get_exchange(db, actor, exchange.exchange_id)


async def delete(ctx: Context, actor: Actor, exchange_id: int) -> tuple[Exchange, int]:
    """Delete an exchange with all that belongs to it, and the bot's messages about it in channels.

    Messages go first: what is interrupted is still there, and is deleted by doing it again. Returns the exchange, and
    how many messages Slack did not let go. Raises UserError when it is gone already.
    """

    async def end_quarters(db: Db) -> Exchange:  # else the next one might open while messages are deleted
        exchange = await get_exchange(db, actor, exchange_id, hold=True)
        await exchanges.update_exchange(db, exchange.scope, renews=Renewal.NEVER)
        return exchange

    exchange = await ctx.commit(actor, end_quarters)
    async with ctx.storage.read() as db:
        posts = await _list_posts(db, exchange)
    left = [post for post in posts if not await _delete_post(ctx, exchange, post)]

    async def work(db: Db) -> None:
        if not await exchange_removal.delete_whole(db, exchange.scope):
            raise UserError("exchange.gone")

    await ctx.commit(actor, work)
    await physical.truncate(ctx.storage)
    ctx.keys.forget_opened()
    log.info("exchange_deleted", exchange_id=exchange_id, messages=len(posts), messages_left=len(left))
    return exchange, len(left)


async def _list_posts(db: Db, exchange: Exchange) -> Sequence[Post]:
    """Return what the bot posted about an exchange: digests, those shown before, answers, last the announcements."""
    found = [*await digests.list_messages(db, exchange.scope), *await held_digests.list_cards(db, exchange.scope)]
    if exchange.channel_id and exchange.announcement_ts:
        channel_id = exchange.channel_id
        found += [
            (channel_id, each.message_ts) for each in await answers.list_for(db, exchange.scope) if each.message_ts
        ]
        found.append((channel_id, exchange.announcement_ts))
    more = await exchange_channels.list_in(db, exchange)
    found += [(str(each.channel_id), each.announcement_ts) for each in more if each.announcement_ts]
    return list(dict.fromkeys(found))


async def _delete_post(ctx: Context, exchange: Exchange, post: Post) -> bool:
    """Delete a message; True where it is gone, also by somebody else."""
    channel, ts = post
    try:
        await ctx.workspace(exchange.tenant_id).client.chat_delete(channel=channel, ts=ts)
    except CALL_ERRORS as error:
        failure = classify(error)
        if isinstance(failure, Refused) and failure.code == "message_not_found":
            return True
        log.warning("message_not_deleted", exchange_id=exchange.exchange_id, error=describe(failure))
        return False
    return True


async def set_groups(ctx: Context, actor: Actor, exchange_id: int, groups: tuple[str, ...]) -> Exchange:
    """Set the groups of a draft; a roster of others ends. Raises UserError when it is none any more."""

    async def work(db: Db) -> Exchange:
        exchange = await get_exchange(db, actor, exchange_id)
        if not await exchanges.update_state(
            db, exchange.scope, was=(ExchangeState.DRAFT,), groups=list(groups), roster=None
        ):
            raise UserError("exchanges.fixed.open" if exchange.is_open else "exchanges.fixed.closed")
        return await get_exchange(db, actor, exchange_id)

    return await ctx.commit(actor, work)


async def set_excludes_coordinated(ctx: Context, actor: Actor, exchange_id: int, *, is_out: bool) -> None:
    """Leave coordinated accounts out of the scores, or count them again; scores follow in a moment."""

    async def work(db: Db) -> None:
        exchange = await get_exchange(db, actor, exchange_id)
        if exchange.state == ExchangeState.DRAFT:
            raise UserError("exchanges.nobody_rated")
        await exchanges.update_exchange(db, actor.scope(exchange_id), excludes_coordinated=is_out)

    await ctx.storage.transact(work)
    ctx.wake()
