"""Somebody takes care of a danger case: saved once, and said in every message about it."""

from dataclasses import replace

import structlog

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.moderation_log import record
from bot.safety import blocks
from bot.safety.access import get_case
from bot.safety.case_state import CaseState, open_case, seal_case
from bot.slack.blocks import when
from bot.slack.client import CALL_ERRORS, classify, describe
from bot.slack.locales import find_texts
from bot.texts import texts_for
from storage import danger_cases
from storage.comments import Comment
from storage.enums import ActKind
from storage.exchanges import Exchange

log = structlog.get_logger()

_TRIES = 5


async def take(ctx: Context, actor: Actor, exchange_id: int, number: int) -> tuple[Exchange, Comment, CaseState]:
    """Record that the actor takes care; where somebody does already, they do. Raises UserError."""
    key = ctx.tenant_key(actor.tenant_id)
    for _ in range(_TRIES):
        exchange, comment, stored = await get_case(ctx, actor, exchange_id, number)
        state = open_case(key, stored)
        if state.taken_by:
            return exchange, comment, state
        state = replace(state, taken_by=actor.slack_user_id, taken_at=ctx.clock(), due_at=None, lease_until=None)
        sealed = seal_case(key, stored, state)
        async with ctx.storage.write() as db:
            is_ours = await danger_cases.replace(db, actor.tenant_id, stored, sealed=sealed, is_open=False)
            if is_ours:
                await record(ctx, db, exchange, comment.comment_id, ActKind.TAKE_CARE, actor=actor)
        if is_ours:
            log.info("danger_taken", exchange_id=exchange_id, rounds=state.rounds)
            return exchange, comment, state
    raise UserError("safety.try_again")


async def redraw(ctx: Context, exchange: Exchange, number: int, state: CaseState) -> None:
    """Say in every message about a case who takes care of it."""
    client = ctx.workspace(exchange.tenant_id).client
    at = when(state.taken_at) if state.taken_at else ""
    for each in state.posted:
        texts = (
            await find_texts(ctx, exchange.tenant_id, each.slack_user_id, usual=exchange.language)
            if each.slack_user_id
            else texts_for(exchange.language)
        )
        text, shown = blocks.taken(texts, exchange, number, by=state.taken_by, at=at)
        try:
            await client.chat_update(channel=each.channel_id, ts=each.ts, text=text, blocks=shown)
        except CALL_ERRORS as error:
            log.warning("danger_message_not_changed", reason=describe(classify(error)))
