"""Job of exchanges: drafts open and exchanges close on their dates, and announcements follow."""

from datetime import datetime, timedelta

import structlog

from bot.context import Context
from bot.domain.notices import notify_later
from bot.domain.public_counts import update_public_counts
from bot.exchanges import announcement
from bot.exchanges.opening import set_open
from bot.exchanges.renewal import open_next_quarters
from bot.slack.blocks import escape
from bot.slack.refusals import refusal_message
from bot.texts import Message
from storage import exchange_channels, exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange

log = structlog.get_logger()

_STILL_EDITED = timedelta(days=7)  # after the close


async def tick(ctx: Context, tenant_id: int) -> None:
    """Do what is due, once: what came due while the bot was down is done now."""
    await apply_due_dates(ctx, tenant_id, ctx.clock())
    await open_next_quarters(ctx, tenant_id, ctx.clock())
    await update_counts(ctx, tenant_id, ctx.clock())
    await update_announcements(ctx, tenant_id, ctx.clock())


async def apply_due_dates(ctx: Context, tenant_id: int, now: datetime) -> None:
    """Open and close what is due."""
    async with ctx.storage.read() as db:
        due = await exchanges.list_due(db, tenant_id, now=now)
    for exchange in due:
        if exchange.state == ExchangeState.OPEN:
            async with ctx.storage.write() as db:
                is_done = await exchanges.close_by_date(db, exchange.scope, now=now)
        elif exchange.closes_at is not None and exchange.closes_at <= now:
            await _missed(ctx, exchange, now)
            continue
        else:
            async with ctx.storage.write() as db:
                is_done = await set_open(ctx, db, exchange, now, opens_by=now)
        if is_done:
            log.info("state_changed_by_date", exchange_id=exchange.exchange_id, was=exchange.state)
            ctx.wake()  # a closing digest is due, or invitations are


async def _missed(ctx: Context, exchange: Exchange, now: datetime) -> None:
    """Leave a draft closed that was to open and to close while the bot was down."""
    async with ctx.storage.write() as db:
        is_ours = await exchanges.update_state(
            db, exchange.scope, was=(ExchangeState.DRAFT,), opens_by=now, opens_at=None
        )
    if is_ours:
        question = escape(exchange.question)
        notice = Message("exchanges.not_opened", {"question": question, "name": exchange.slug, "command": "/exchange"})
        notify_later(ctx, exchange.tenant_id, notice, about=exchange)


async def update_counts(ctx: Context, tenant_id: int, now: datetime) -> None:
    """Count again what is shown of how much there is, where another ten minutes or hour has begun."""
    async with ctx.storage.read() as db:
        running = await exchanges.list_all(db, tenant_id, ExchangeState.OPEN)
    for exchange in running:
        await update_public_counts(ctx, exchange, now)


async def update_announcements(ctx: Context, tenant_id: int, now: datetime) -> None:
    """Post what is pending and edit what changed."""
    async with ctx.storage.read() as db:
        shown = await exchanges.list_announced(db, tenant_id, closed_since=now - _STILL_EDITED)
        more = [there for each in shown for there in await exchange_channels.list_in(db, each)]
    for exchange in [*shown, *more]:
        if announcement.is_waiting(exchange, now):
            continue
        refusal = await announcement.update_announcement(
            ctx, tenant_id, exchange.exchange_id, None if exchange in shown else exchange.channel_id
        )
        if refusal and refusal.is_new:
            notify_later(ctx, tenant_id, refused_notice(exchange, refusal.error), about=exchange)


def refused_notice(exchange: Exchange, error: str) -> Message:
    """Return what a moderator reads when Slack does not let the bot announce an exchange. error: Slack's code."""
    channel = f"<#{exchange.channel_id}>"
    params = {"question": escape(exchange.question), "channel": channel, "why": refusal_message(error)}
    return Message("exchanges.not_announced", params)
