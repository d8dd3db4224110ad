"""What happens when moderators let an exchange run in one more channel, or take it out of one."""

from dataclasses import replace

import structlog

from bot.context import Context
from bot.domain.access import UnknownAccessError
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.exchanges.flow import not_open_error
from bot.slack.channels import ensure_can_post
from bot.slack.client import CALL_ERRORS, classify, describe, is_refused
from bot.slack.deadlines import within
from bot.slack.membership import UnknownMembershipError
from storage import exchange_channels, schedules
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.session import Db

log = structlog.get_logger()

_SECONDS = 1.5  # of the 3 s in which a command is answered

MAX_CHANNELS = 10
"""Channels of one exchange."""


async def find_warning(ctx: Context, exchange: Exchange, channel_id: str) -> str:
    """Return what a moderator has to know before a channel is added: "opens", "private", or "" for nothing.

    opens: what a private channel says is read in a public one; private: one more private channel reads and writes.
    Raises UserError when Slack does not say.
    """
    membership = ctx.workspace(exchange.tenant_id).membership
    try:
        if not await membership.is_public(channel_id):
            return "private"
        return "" if await membership.members_of(exchange.channels) is None else "opens"
    except UnknownMembershipError as error:
        raise UnknownAccessError from error


async def check_new(ctx: Context, exchange: Exchange, channel_id: str) -> None:
    """Make sure that a channel can be added. Raises UserError."""
    if exchange.channel_id is None:
        raise UserError("more_channels.no_first")
    _require_new(exchange, channel_id)
    await ensure_can_post(ctx, exchange.tenant_id, channel_id)


async def add(ctx: Context, actor: Actor, exchange_id: int, channel_id: str) -> Exchange:
    """Let an exchange run in one more channel; digests come there as in its own. Raises UserError."""

    async def work(db: Db) -> Exchange:
        exchange = (await get_exchange(db, actor, exchange_id, hold=True)).as_of(ctx.clock())
        if exchange.state == ExchangeState.CLOSED:
            raise not_open_error(exchange)
        _require_new(exchange, channel_id)
        await exchange_channels.add(db, exchange, channel_id)
        schedule = await schedules.get(db, exchange.scope, str(exchange.channel_id))
        if schedule is not None:
            await schedules.upsert(db, exchange.tenant_id, replace(schedule, channel_id=channel_id))
        return await get_exchange(db, actor, exchange_id)

    exchange = await ctx.commit(actor, work)
    ctx.wake()
    return exchange


async def remove(ctx: Context, actor: Actor, exchange_id: int, channel_id: str) -> tuple[Exchange, bool]:
    """Take an exchange out of a channel: no digest comes there any more, and the announcement there is deleted.

    That goes first: what is interrupted is still there, and is taken out by doing it again. Returns the exchange, and
    whether Slack let the announcement go. Raises UserError for the exchange's own channel, and one that it does not run
    in.
    """
    async with ctx.storage.read() as db:
        exchange = await _get_to_remove(db, actor, exchange_id, channel_id)
        there = await exchange_channels.get_in(db, exchange, channel_id)
    shown = there.announcement_ts if there else None
    is_gone = await _delete(ctx, exchange, channel_id, shown) if shown else True

    async def work(db: Db) -> tuple[Exchange, str | None]:
        present = await _get_to_remove(db, actor, exchange_id, channel_id, hold=True)
        await schedules.delete_schedules(db, present.scope, channel_id)
        ts = await exchange_channels.remove(db, present, channel_id)
        return await get_exchange(db, actor, exchange_id), ts

    exchange, ts = await ctx.commit(actor, work)
    if ts and ts != shown:  # posted meanwhile
        is_gone = await _delete(ctx, exchange, channel_id, ts)
    return exchange, is_gone


async def _get_to_remove(db: Db, actor: Actor, exchange_id: int, channel_id: str, *, hold: bool = False) -> Exchange:
    exchange = await get_exchange(db, actor, exchange_id, hold=hold)
    if channel_id == exchange.channel_id:
        raise UserError("more_channels.own", channel=f"<#{channel_id}>")
    if channel_id not in exchange.channels:
        raise UserError("more_channels.not_in", channel=f"<#{channel_id}>")
    return exchange


async def _delete(ctx: Context, exchange: Exchange, channel_id: str, ts: str) -> bool:
    """Delete an announcement; True where it is gone, also by somebody else."""
    try:
        async with within(_SECONDS):
            await ctx.workspace(exchange.tenant_id).client.chat_delete(channel=channel_id, ts=ts)
    except CALL_ERRORS as error:
        if is_refused(error, "message_not_found"):
            return True
        log.warning("message_not_deleted", exchange_id=exchange.exchange_id, error=describe(classify(error)))
        return False
    return True


def _require_new(exchange: Exchange, channel_id: str) -> None:
    if channel_id in exchange.channels:
        raise UserError("more_channels.already", channel=f"<#{channel_id}>")
    if len(exchange.channels) >= MAX_CHANNELS:
        raise UserError("more_channels.too_many", max=MAX_CHANNELS)
