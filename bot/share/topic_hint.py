"""The hint that a comment seems to be about something else: where the rule looks too, and never at a sign of danger."""

from functools import partial

from bot.context import Context
from bot.core.screening import Rule
from bot.domain.screening import Screening, load_screening
from bot.share.screening import Look, wants_topic
from bot.slack.blocks import Block, context_block, escape, section
from bot.slack.mrkdwn import tidy
from bot.texts import Texts
from storage import themes
from storage.enums import ModerationMode
from storage.exchanges import Exchange

MAX_OTHERS = 1000
"""Other comments: those with the lowest ids, which are random."""


async def seems_off_topic(ctx: Context, exchange: Exchange, text: str, why: str = "") -> bool:
    """Say whether the author of a comment is asked if it is about the question; False where that is unknown in time."""
    screening = await _load_rule(ctx, exchange)
    if screening is None:
        return False
    return await ctx.topic_hints.ask(partial(_look, ctx, exchange, screening, tidy(text), tidy(why)))


def prepare_hint(ctx: Context, exchange: Exchange) -> None:
    """Begin to read an exchange's comments by their meaning, because somebody is about to write one."""
    if ctx.topic_hints.is_cold(exchange.exchange_id):
        ctx.topic_hints.prepare(partial(_prepare, ctx, exchange))


def topic_blocks(texts: Texts, exchange: Exchange, *, names_question: bool) -> list[Block]:
    """Return the hint. names_question: what was asked is not on the card."""
    asked = [context_block(f"*{escape(exchange.question)}*")] if names_question else []
    return [section(texts("share.topic_hint")), *asked]


async def _load_rule(ctx: Context, exchange: Exchange) -> Screening | None:
    """Return the rules of the workspace; None where the one about the topic does not look at this exchange."""
    if not ctx.topic_hints.is_on or exchange.moderation != ModerationMode.FLAGGED:
        return None
    async with ctx.storage.read() as db:
        screening = await load_screening(ctx, db, exchange.tenant_id)
    return screening if wants_topic(ctx, exchange, Look(screening)) else None


async def _prepare(ctx: Context, exchange: Exchange) -> bool:
    screening = await _load_rule(ctx, exchange)
    return screening is not None and await _look(ctx, exchange, screening, "", "")


async def _look(ctx: Context, exchange: Exchange, screening: Screening, text: str, why: str) -> bool:
    """Say whether a comment is far from the question and all others, and has no sign of danger: these get no hint."""
    async with ctx.storage.read() as db:
        others = [words for _, words in await themes.list_texts(db, exchange.scope, limit=MAX_OTHERS)]
    about = f"{exchange.question}\n{exchange.background}"
    if not await ctx.topic_hints.is_far(exchange.exchange_id, about, text, others):
        return False
    if any(each.rule == Rule.DANGER for each in screening.find(exchange, text, why)):
        return False
    return await ctx.danger_looks.find([text, why]) is False
