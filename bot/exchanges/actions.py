"""What a subcommand or button does to an exchange, and the card that answers it."""

from collections.abc import Callable
from datetime import datetime

from bot.context import Context
from bot.core.times import is_never, is_now
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.public_counts import get_public_counts
from bot.domain.quarters import is_renewed, planned
from bot.exchanges import announcement, flow, lifecycle
from bot.exchanges.blocks_status import close_card, earlier_card
from bot.exchanges.job import refused_notice
from bot.exchanges.settings.declared import CLOSES, OPENS, REMINDERS
from bot.exchanges.settings.setting import Subject, Writer
from bot.exchanges.status import get_status_card
from bot.slack.blocks import Block, context_block, escape, section, when
from bot.texts import Texts
from storage.exchanges import Exchange

Card = tuple[str, list[Block]]
Send = Callable[[str], None]
"""Sends a sentence to the actor, a little later."""

_COMMAND = "/exchange"  # where a click does not say how the manifest names it


async def act(
    ctx: Context, actor: Actor, subcommand: str, exchange_id: int, text: str = "", *, command: str, send: Send
) -> Card:
    """Do what a subcommand says and return the card that answers it. text: the time that was written.

    Raises UserError.
    """
    if subcommand == "status":
        return await get_status_card(ctx, actor, exchange_id, command)
    if subcommand == "close" and (not text or is_now(text)):
        async with ctx.storage.read() as db:
            exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
            counts = await get_public_counts(ctx, db, exchange)
        if not exchange.is_open:
            raise flow.not_open_error(exchange)
        return close_card(actor.texts, exchange, counts)
    if subcommand in {"close", "extend", "remind"}:
        return await _change(ctx, actor, subcommand, exchange_id, text, command=command)
    if subcommand in _LIFE:
        if text:
            raise UserError("exchanges.only_a_name")
        return await _LIFE[subcommand](ctx, actor, exchange_id)
    if subcommand == "reopen":
        return await reopen(ctx, actor, exchange_id, text, send=send)
    return await open_exchange(ctx, actor, exchange_id, text, send=send)


async def open_exchange(ctx: Context, actor: Actor, exchange_id: int, text: str = "", *, send: Send) -> Card:
    """Open a draft now, or at the time that was written."""
    if text and not is_now(text):
        writer = await get_writer(ctx, actor)
        opens_at = OPENS.parse_flag(text, writer)
        exchange = await flow.open_later(ctx, actor, exchange_id, opens_at)
        opens = actor.texts("exchanges.opens_later", question=escape(exchange.question), at=when(opens_at))
        return line_card(_with_zone(actor.texts, opens, writer.zone))
    exchange = await flow.open_now(ctx, actor, exchange_id)
    texts = actor.texts
    announce_later(ctx, texts, exchange, send)
    opened = texts(
        "exchanges.opened",
        question=escape(exchange.question),
        channels=[f"<#{each}>" for each in exchange.channels],
        command=_COMMAND,
    )
    return line_card(opened)


async def close(ctx: Context, actor: Actor, exchange_id: int, *, send: Send) -> Card:
    """Close an exchange."""
    exchange = await flow.close(ctx, actor, exchange_id)
    announce_later(ctx, actor.texts, exchange, send)
    return line_card(actor.texts("exchanges.closed", question=escape(exchange.question)))


async def reopen(ctx: Context, actor: Actor, exchange_id: int, text: str = "", *, send: Send) -> Card:
    """Open a closed exchange again, until the time that was written."""
    closes_at, zone = None, ""
    if text and not is_never(text):
        writer = await get_writer(ctx, actor)
        closes_at, zone = CLOSES.parse_flag(text, writer), writer.zone
    exchange = await flow.reopen(ctx, actor, exchange_id, closes_at)
    question, texts = escape(exchange.question), actor.texts
    announce_later(ctx, texts, exchange, send)
    if exchange.closes_at is None:
        return line_card(texts("exchanges.reopened", question=question))
    until = texts("exchanges.reopened_until", question=question, at=when(exchange.closes_at))
    return line_card(_with_zone(texts, until, zone))


async def pause(ctx: Context, actor: Actor, exchange_id: int) -> Card:
    """Halt an exchange."""
    exchange = await lifecycle.pause(ctx, actor, exchange_id)
    announce_later(ctx, actor.texts, exchange, lambda _: None)
    return line_card(actor.texts("exchanges.paused", question=escape(exchange.question)))


async def resume(ctx: Context, actor: Actor, exchange_id: int) -> Card:
    """Let a paused exchange go on."""
    exchange = await lifecycle.resume(ctx, actor, exchange_id)
    announce_later(ctx, actor.texts, exchange, lambda _: None)
    return line_card(actor.texts("exchanges.resumed", question=escape(exchange.question)))


async def archive(ctx: Context, actor: Actor, exchange_id: int) -> Card:
    """Put a closed exchange away."""
    exchange = await lifecycle.archive(ctx, actor, exchange_id)
    return line_card(actor.texts("exchanges.archived", question=escape(exchange.question), name=exchange.slug))


async def bring_back(ctx: Context, actor: Actor, exchange_id: int) -> Card:
    """Take an exchange out of the archive."""
    exchange = await lifecycle.bring_back(ctx, actor, exchange_id)
    return line_card(actor.texts("exchanges.brought_back", question=escape(exchange.question)))


_LIFE = {"pause": pause, "resume": resume, "archive": archive}


async def set_reminders(ctx: Context, actor: Actor, exchange_id: int, written: str, *, command: str) -> Card:
    """Say when reminders go out; with `few` or `none`, set whether they do."""
    chosen = REMINDERS.flag.value_of(written) if REMINDERS.flag else written
    if written and chosen not in REMINDERS.options:
        raise UserError("exchanges.reminders_unknown", command=command)
    if written:
        exchange = await flow.set_reminders(ctx, actor, exchange_id, is_on=bool(REMINDERS.options[chosen]))
    else:
        async with ctx.storage.read() as db:
            exchange = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
    facts = REMINDERS.status(actor.texts, Subject(exchange))
    how = actor.texts("exchanges.reminders_how", command=command)
    return line_card("\n".join([f"*{escape(exchange.question)}*", *facts, how]))


async def _change(ctx: Context, actor: Actor, subcommand: str, exchange_id: int, text: str, *, command: str) -> Card:
    if subcommand == "remind":
        return await set_reminders(ctx, actor, exchange_id, text, command=command)
    return await _set_close_date(ctx, actor, subcommand, exchange_id, text, command=command)


async def _set_close_date(
    ctx: Context, actor: Actor, subcommand: str, exchange_id: int, text: str, *, command: str
) -> Card:
    if not text:
        raise UserError("exchanges.time_missing", command=command)
    closes_at, zone = None, ""
    if not is_never(text):
        writer = await get_writer(ctx, actor)
        closes_at, zone = CLOSES.parse_flag(text, writer), writer.zone
    async with ctx.storage.read() as db:
        before = (await get_exchange(db, actor, exchange_id)).as_of(ctx.clock())
    if subcommand == "extend" and before.is_open and closes_at and before.closes_at and closes_at < before.closes_at:
        return earlier_card(actor.texts, before, closes_at, zone)
    exchange = await flow.set_close(ctx, actor, exchange_id, closes_at)
    return close_date_card(ctx, actor.texts, exchange, before, zone)


async def close_earlier(ctx: Context, actor: Actor, exchange_id: int, closes_at: datetime, was: int) -> Card:
    """Bring the close date forward, as a moderator confirmed. was: the close date they saw, seconds since 1970."""
    async with ctx.storage.read() as db:
        before = await get_exchange(db, actor, exchange_id)
    if before.closes_at is None or int(before.closes_at.timestamp()) != was:
        raise UserError("exchanges.date_changed")
    exchange = await flow.set_close(ctx, actor, exchange_id, closes_at)
    return close_date_card(ctx, actor.texts, exchange, before)


def close_date_card(ctx: Context, texts: Texts, exchange: Exchange, was: Exchange, zone: str = "") -> Card:
    """Let the announcement follow a new close date, and return it with the old one. zone: in which it was written.

    was: the exchange as it was before.
    """
    announce_later(ctx, texts, exchange, lambda _: None)
    exchange = planned(exchange, ctx.clock())
    question, old = escape(exchange.question), was.closes_at
    before = [texts("exchanges.closed_before", at=when(old))] if old and old != exchange.closes_at else []
    if is_renewed(was) and not is_renewed(exchange):
        before.append(texts("quarters.ended"))
    if exchange.closes_at is None:
        return line_card(" ".join([texts("exchanges.stays_open", question=question), *before]))
    closes = texts("exchanges.closes", question=question, at=when(exchange.closes_at))
    return line_card(_with_zone(texts, " ".join([closes, *before]), zone))


def name_zone(texts: Texts, card: Card, zone: str) -> Card:
    """Return a card that says in which zone the times of a line were read."""
    text, blocks = card
    return text, [*blocks, context_block(f"_{texts('exchanges.zone', zone=zone)}_")]


def _with_zone(texts: Texts, text: str, zone: str) -> str:
    """Return a text that says in which zone a time was read; as it is where none was written."""
    return f"{text}\n_{texts('exchanges.zone', zone=zone)}_" if zone else text


def announce_later(ctx: Context, texts: Texts, exchange: Exchange, send: Send) -> None:
    """Post or edit the announcement after the answer, and say so to the actor when Slack does not allow it."""

    async def announce() -> None:
        refusal = await announcement.update_announcement(ctx, exchange.tenant_id, exchange.exchange_id)
        if refusal:
            send(texts.error(refused_notice(exchange, refusal.error)))

    ctx.outbox.spawn(announce(), "announcement")


async def get_writer(ctx: Context, actor: Actor, *, here: str = "") -> Writer:
    """Return the actor as the writer of a draft or a time. here: the channel of their command."""
    zone = (await ctx.workspace(actor.tenant_id).profiles.profile(actor.slack_user_id)).zone
    return Writer(zone=zone, now=ctx.clock(), locale=actor.locale, here=here)


def line_card(text: str) -> Card:
    """Return a card of one text."""
    return text, [section(text)]
