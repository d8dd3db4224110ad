"""The state of an exchange, put together for its status card; of a draft its own card."""

import asyncio
from datetime import datetime

from bot.context import Context
from bot.core.small_group_counts import GroupSizes, group_sizes
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.findings import findings_of
from bot.domain.participation import list_behind
from bot.domain.preferences import list_subscribed
from bot.domain.public_counts import get_public_counts
from bot.domain.quarters import planned
from bot.domain.retention import open_long_since
from bot.exchanges import flow
from bot.exchanges.blocks_draft import draft_card
from bot.exchanges.blocks_status import ExchangeStatus, status_card
from bot.exchanges.invitations import count_invited, count_listed
from bot.slack.blocks import Block
from bot.slack.channels import ensure_can_post
from bot.slack.client import CALL_ERRORS
from bot.slack.deadlines import within
from bot.slack.errors import error_text
from bot.texts import Texts
from storage import moderation, name_reviews, scores, theme_checks
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.session import Db

_LINK_SECONDS = 1.0


async def get_status_card(ctx: Context, actor: Actor, exchange_id: int, command: str) -> tuple[str, list[Block]]:
    """Return the state of an exchange; of a draft its card. Raises UserError."""
    async with ctx.storage.read() as db:
        exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
        texts = actor.texts
        status = None if exchange.state == ExchangeState.DRAFT else await _read_status(ctx, db, texts, exchange)
    if status is None:
        return await get_draft_card(ctx, texts, exchange, command)
    link, members = await asyncio.gather(_fetch_link(ctx, exchange), _fetch_members(ctx, exchange))
    return status_card(texts, status, link=link, members=members)


async def _find_names_until(db: Db, exchange: Exchange, now: datetime) -> datetime | None:
    """Return how long the first digest waits for moderators to look at the themes' names, None where it does not."""
    review = await name_reviews.get(db, exchange.scope)
    return review.until if review is not None and review.is_asked and review.is_pending(now) else None


async def _read_status(ctx: Context, db: Db, texts: Texts, exchange: Exchange) -> ExchangeStatus:
    counts = await get_public_counts(ctx, db, exchange)
    present = {name or texts("status.not_said"): people for name, people in counts.groups.items()}
    run = await scores.get_run(db, exchange.scope)
    return ExchangeStatus(
        exchange=exchange,
        counts=counts,
        groups=_sizes(exchange, present) if present else None,
        waiting=await moderation.count_waiting(db, exchange.tenant_id, exchange.exchange_id),
        coordinated=findings_of(run).coordinated,
        names_until=await _find_names_until(db, exchange, ctx.clock()),
        invited=await count_invited(ctx, db, exchange) if exchange.is_open and exchange.has_key else (0, 0),
        listed=await count_listed(ctx, db, exchange) if exchange.is_open and exchange.has_key else 0,
        last_check=await theme_checks.get_last(db, exchange.scope),
        open_long_since=open_long_since(exchange, ctx.clock()),
        missing=tuple(list_behind(exchange, counts)),
    )


def _sizes(exchange: Exchange, people: dict[str, int]) -> GroupSizes:
    """Return how many people of each group are shown, in full where that was the choice before the opening."""
    if exchange.publishes_group_sizes:
        return GroupSizes(tuple(sorted(people.items(), key=lambda item: (-item[1], item[0]))), (), None)
    return group_sizes(people, min_people=exchange.min_group_size)


async def _fetch_members(ctx: Context, exchange: Exchange) -> int | None:
    """Return how many members the channel has, the bot left out; None when Slack does not say in time."""
    if exchange.channel_id is None:
        return None
    try:
        async with within(_LINK_SECONDS):
            found = await ctx.workspace(exchange.tenant_id).client.conversations_info(
                channel=exchange.channel_id, include_num_members=True
            )
        return max(int((found.get("channel") or {})["num_members"]) - 1, 0)
    except (*CALL_ERRORS, KeyError, TypeError):
        return None


async def _fetch_link(ctx: Context, exchange: Exchange) -> str:
    """Return a link to the announcement; "" where there is none, or Slack does not say in time."""
    if not exchange.channel_id or not exchange.announcement_ts:
        return ""
    try:
        async with within(_LINK_SECONDS):
            found = await ctx.workspace(exchange.tenant_id).client.chat_getPermalink(
                channel=exchange.channel_id, message_ts=exchange.announcement_ts
            )
    except CALL_ERRORS:
        return ""
    return str(found.get("permalink") or "")


async def get_draft_card(ctx: Context, texts: Texts, exchange: Exchange, command: str) -> tuple[str, list[Block]]:
    """Return the card of a draft."""
    exchange = planned(exchange, ctx.clock())
    warning = ""
    if exchange.channel_id:
        try:
            await ensure_can_post(ctx, exchange.tenant_id, exchange.channel_id, joins=False)
        except UserError as refusal:
            warning = error_text(texts, refusal)
    seeds = await flow.list_seed_texts(ctx, exchange)
    async with ctx.storage.read() as db:
        signed_up = len(await list_subscribed(ctx, db, exchange.tenant_id))
        listed = await count_listed(ctx, db, exchange)
    return draft_card(texts, exchange, len(seeds), command=command, warning=warning, signed_up=signed_up, listed=listed)
