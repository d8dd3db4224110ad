"""What a verb does to the exchange that is meant, and the card that answers it, however it was asked for."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from slack_sdk.errors import SlackClientError

from bot.context import Context
from bot.core.small_group_counts import GroupSizes, group_sizes
from bot.core.times import is_never, is_now
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.exchanges import announcement, flow
from bot.exchanges.blocks_draft import draft_card
from bot.exchanges.blocks_status import ExchangeStatus, close_card, earlier_card, status_card
from bot.exchanges.job import refused_line
from bot.exchanges.parse_draft import MORNING, when
from bot.slack import blocks as words
from bot.slack.blocks import Block, escape, section
from bot.slack.channels import ensure_can_post
from bot.slack.deadlines import within
from bot.slack.errors import KindError, error_text
from bot.texts import Texts
from storage import exchanges, moderation, participants, scores
from storage.exchanges import Exchange

Card = tuple[str, list[Block]]
Tell = Callable[[str], None]
"""Says something to who acted, a little later."""

_LINK_SECONDS = 1.0
_NOT_SAID = "did not say"


async def act(
    ctx: Context, actor: Actor, verb: str, exchange_id: int, text: str = "", *, command: str, tell: Tell
) -> Card:
    """Do what a verb says and return the card that answers it. text: the time that was written. Raises KindError."""
    if verb == "status":
        return await status(ctx, actor, exchange_id, command)
    if verb == "close" and (not text or is_now(text)):
        async with ctx.storage.read() as db:
            exchange = (await get_exchange(db, actor.tenant_id, exchange_id)).as_of(ctx.clock())
            counts = await exchanges.get_counts(db, actor.tenant_id, exchange_id)
        if not exchange.is_open:
            raise KindError(flow.not_open_line(exchange))
        return close_card(exchange, counts)
    if verb in {"close", "extend"}:
        return await _dated(ctx, actor, verb, exchange_id, text, command=command)
    if verb == "reopen":
        return await reopen(ctx, actor, exchange_id, text, tell=tell)
    return await opened(ctx, actor, exchange_id, text, tell=tell)


async def opened(ctx: Context, actor: Actor, exchange_id: int, text: str = "", *, tell: Tell) -> Card:
    """Open a draft now, or at the time that was written."""
    if text and not is_now(text):
        zone = await zone_of(ctx, actor)
        exchange = await flow.open_later(
            ctx, actor, exchange_id, when(text, zone=zone, now=ctx.clock(), locale=actor.locale, default=MORNING)
        )
        assert exchange.opens_at is not None  # noqa: S101 - kept a moment ago
        opens = f":alarm_clock: *{escape(exchange.question)}* opens by itself {words.when(exchange.opens_at)}."
        return line(f"{opens}{_read_in(zone)}")
    exchange = await flow.open_now(ctx, actor, exchange_id)
    announce_later(ctx, exchange, tell)
    return line(
        f":white_check_mark: *{escape(exchange.question)}* is open. It is announced in <#{exchange.channel_id}>.\n"
        "What it asks is fixed now; `/exchange extend` changes its close date."
    )


async def close(ctx: Context, actor: Actor, exchange_id: int, *, tell: Tell) -> Card:
    """Close an exchange."""
    exchange = await flow.close(ctx, actor, exchange_id)
    announce_later(ctx, exchange, tell)
    return line(f":checkered_flag: *{escape(exchange.question)}* is closed. The announcement says so.")


async def reopen(ctx: Context, actor: Actor, exchange_id: int, text: str = "", *, tell: Tell) -> Card:
    """Open a closed exchange again, until the time that was written."""
    closes_at, zone = None, ""
    if text and not is_never(text):
        zone = await zone_of(ctx, actor)
        closes_at = when(text, zone=zone, now=ctx.clock(), locale=actor.locale)
    exchange = await flow.reopen(ctx, actor, exchange_id, closes_at)
    announce_later(ctx, exchange, tell)
    until = f", until {words.when(exchange.closes_at)}" if exchange.closes_at else ", without a close date"
    return line(f":large_green_circle: *{escape(exchange.question)}* is open again{until}.{_read_in(zone)}")


async def _dated(ctx: Context, actor: Actor, verb: str, exchange_id: int, text: str, *, command: str) -> Card:
    if not text:
        raise KindError(f"Until when? Write a time: `{command} extend fri 17:00`, or `never` for no close date.")
    closes_at, zone = None, ""
    if not is_never(text):
        zone = await zone_of(ctx, actor)
        closes_at = when(text, zone=zone, now=ctx.clock(), locale=actor.locale)
    async with ctx.storage.read() as db:
        before = (await get_exchange(db, actor.tenant_id, exchange_id)).as_of(ctx.clock())
    if verb == "extend" and before.is_open and closes_at and before.closes_at and closes_at < before.closes_at:
        return earlier_card(before, closes_at, zone)
    exchange = await flow.set_close(ctx, actor, exchange_id, closes_at)
    return dated(ctx, exchange, before.closes_at, zone)


async def closes_earlier(ctx: Context, actor: Actor, exchange_id: int, closes_at: datetime, was: int) -> Card:
    """Close earlier than was said, as a moderator confirmed. was: the close date they saw, seconds since 1970."""
    async with ctx.storage.read() as db:
        before = await get_exchange(db, actor.tenant_id, exchange_id)
    if before.closes_at is None or int(before.closes_at.timestamp()) != was:
        raise KindError("Its close date was changed meanwhile. Nothing was done: please write the command again.")
    exchange = await flow.set_close(ctx, actor, exchange_id, closes_at)
    return dated(ctx, exchange, before.closes_at)


def dated(ctx: Context, exchange: Exchange, was: datetime | None = None, zone: str = "") -> Card:
    """Let the announcement follow a new close date, and say it with the old one. zone: in which it was written."""
    announce_later(ctx, exchange, lambda _: None)
    before = f" It was to close {words.when(was)}." if was and was != exchange.closes_at else ""
    if exchange.closes_at is None:
        return line(f":calendar: *{escape(exchange.question)}* stays open until you close it.{before}")
    closes = f":calendar: *{escape(exchange.question)}* closes {words.when(exchange.closes_at)}."
    return line(f"{closes}{before}{_read_in(zone)}")


def name_zone(texts: Texts, card: Card, zone: str) -> Card:
    """Return a card that says in which zone the times of a line were read."""
    text, blocks = card
    return text, [*blocks, words.context_block(f"_{texts('exchanges.zone', zone=zone)}_")]


def _read_in(zone: str) -> str:
    """Return in which zone a time was read; nothing where none was written."""
    return f"\n_I read your time in your Slack time zone, {zone}._" if zone else ""


async def status(ctx: Context, actor: Actor, exchange_id: int, command: str) -> Card:
    """Return how an exchange stands; of a draft its card."""
    tenant_id = actor.tenant_id
    async with ctx.storage.read() as db:
        exchange = (await get_exchange(db, tenant_id, exchange_id)).as_of(ctx.clock())
        if exchange.state != "draft":
            counts = await exchanges.get_counts(db, tenant_id, exchange_id)
            coverage = await exchanges.get_coverage(db, tenant_id, exchange_id)
            people = await participants.count_by_group(db, tenant_id, exchange_id)
            waiting = await moderation.count_waiting(db, tenant_id, exchange_id)
            run = await scores.get_run(db, tenant_id, exchange_id)
            given = await scores.count_given_by_group(db, tenant_id, exchange_id)
            raters = await scores.count_raters_by_group(db, tenant_id, exchange_id)
    if exchange.state == "draft":
        return await draft(ctx, actor.texts, exchange, command)
    said = {group: people.get(group, 0) for group in exchange.groups} | {_NOT_SAID: people.get(None, 0)}
    told = _crowd(exchange, said) if exchange.groups else None
    link, roster = await asyncio.gather(_link(ctx, exchange), _roster(ctx, exchange))
    # Ratings are told of groups that enough people of rated, however people are counted.
    rated = {group: raters.get(group, 0) for group in exchange.groups} | {_NOT_SAID: raters.get(None, 0)}
    by_raters = group_sizes(rated, least=exchange.smallest_group)
    is_whole = not by_raters.together or by_raters.rest is not None
    apart = {name for name, _ in by_raters.groups} if is_whole else set()
    standing = ExchangeStatus(
        exchange,
        counts,
        coverage,
        told,
        waiting,
        link,
        int(run.facts.get("alike", 0)) if run else 0,
        roster,
        tuple((name, given.get(name, 0)) for name in exchange.groups if name in apart),
    )
    return status_card(standing)


async def _roster(ctx: Context, exchange: Exchange) -> int | None:
    """Return how many members the channel has, the bot left out; None when Slack does not say in time."""
    if exchange.channel_id is None:
        return None
    try:
        async with within(_LINK_SECONDS):
            found = await ctx.web.conversations_info(channel=exchange.channel_id, include_num_members=True)
        return max(int((found.get("channel") or {})["num_members"]) - 1, 0)
    except (SlackClientError, TimeoutError, OSError, KeyError, TypeError):
        return None


def _crowd(exchange: Exchange, said: dict[str, int]) -> GroupSizes:
    """Return how many people of each group are told, in full where that was the choice before the opening."""
    if exchange.tells_groups:
        return GroupSizes(tuple(sorted(said.items(), key=lambda row: (-row[1], row[0]))), (), None)
    return group_sizes(said, least=exchange.smallest_group)


async def draft(ctx: Context, texts: Texts, exchange: Exchange, command: str) -> Card:
    """Return the card of a draft."""
    warning = ""
    if exchange.channel_id:
        try:
            await ensure_can_post(ctx, exchange.channel_id, joins=False)
        except UserError as refusal:
            warning = error_text(texts, refusal)
    return draft_card(texts, exchange, len(await flow.list_seed_texts(ctx, exchange)), command=command, warning=warning)


def announce_later(ctx: Context, exchange: Exchange, tell: Tell) -> None:
    """Post or edit the announcement after the answer, and tell who acted when Slack does not let it."""

    async def announced() -> None:
        refusal = await announcement.update_announcement(ctx, exchange.tenant_id, exchange.exchange_id)
        if refusal:
            tell(refused_line(exchange, refusal.error))

    ctx.outbox.spawn(announced(), "announcement")


async def zone_of(ctx: Context, actor: Actor) -> str:
    """Return the zone in which the actor writes times."""
    return (await ctx.profiles.profile(actor.slack_user_id)).zone


def line(text: str) -> Card:
    """Return a card of one line."""
    return text, [section(text)]


async def _link(ctx: Context, exchange: Exchange) -> str:
    if not exchange.channel_id or not exchange.announcement_ts:
        return ""
    try:
        async with within(_LINK_SECONDS):
            found = await ctx.web.chat_getPermalink(channel=exchange.channel_id, message_ts=exchange.announcement_ts)
    except (SlackClientError, TimeoutError, OSError):
        return ""
    return str(found.get("permalink") or "")
