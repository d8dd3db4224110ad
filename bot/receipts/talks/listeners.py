"""Bolt listeners for talks: the moderator's button and form, the author's, and the author's end."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.policy import Act
from bot.domain.roles import require
from bot.receipts.payloads import parse_place
from bot.receipts.talks import blocks, flow
from bot.slack.blocks import state_of
from bot.slack.modals import open_modal

Json = dict[str, Any]


async def open_form(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the moderator's form."""
    await require(ctx, actor, Act.MODERATE)
    case = await flow.get_for_moderator(ctx, actor, *parse_place(action.get("value")))
    await open_modal(ctx, actor, body, blocks.form(actor.texts, case))
    await ack()


async def write(ack: AsyncAck, body: Json, view: Json, actor: Actor, ctx: Context) -> None:
    """Save the moderator's message."""
    await require(ctx, actor, Act.MODERATE)
    words = state_of(body, blocks.WORDS, blocks.WORDS) or ""
    await flow.write(ctx, actor, *parse_place(view.get("private_metadata")), words, block_id=blocks.WORDS)
    await ack(response_action="update", view=blocks.sent(actor.texts, is_author=False))


async def open_reply(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the author's form."""
    case = await flow.get_for_author(ctx, actor, *parse_place(action.get("value")))
    await open_modal(ctx, actor, body, blocks.reply_form(actor.texts, case))
    await ack()


async def reply(ack: AsyncAck, body: Json, view: Json, actor: Actor, ctx: Context) -> None:
    """Save the author's answer."""
    words = state_of(body, blocks.WORDS, blocks.WORDS) or ""
    await flow.answer(ctx, actor, *parse_place(view.get("private_metadata")), words, block_id=blocks.WORDS)
    await ack(response_action="update", view=blocks.sent(actor.texts, is_author=True))


async def end(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """End the talk, and say so in place of the message."""
    exchange_id, number = parse_place(action.get("value"))
    await flow.end(ctx, actor, exchange_id, number)
    await ack()
    ctx.outbox.replace_or_post(actor.tenant_id, body, *blocks.over(actor.texts, number))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks.BEGIN)(open_form)
    app.view(blocks.FORM)(write)
    app.action(blocks.REPLY)(open_reply)
    app.view(blocks.REPLY_FORM)(reply)
    app.action(blocks.END)(end)
