"""Bolt listeners for appeals: the author's button and form, and the moderators'."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.policy import Act
from bot.domain.roles import require
from bot.receipts.appeals import blocks, flow, job
from bot.receipts.payloads import parse_place
from bot.slack.blocks import section, state_of
from bot.slack.modals import open_modal

Json = dict[str, Any]


async def open_ask(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the author's form."""
    exchange, comment = await flow.get_own(ctx, actor, *parse_place(action.get("value")))
    await open_modal(ctx, actor, body, blocks.ask_form(actor.texts, exchange, comment))
    await ack()


async def ask(ack: AsyncAck, body: Json, view: Json, actor: Actor, ctx: Context) -> None:
    """Save the appeal."""
    words = state_of(body, blocks.WORDS, blocks.WORDS) or ""
    await flow.ask(ctx, actor, *parse_place(view.get("private_metadata")), words, block_id=blocks.WORDS)
    await ack(response_action="update", view=blocks.asked(actor.texts))


async def open_answer(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the moderator's form."""
    await require(ctx, actor, Act.MODERATE)
    case = await flow.get_case(ctx, actor, *parse_place(action.get("value")))
    await open_modal(ctx, actor, body, blocks.answer_form(actor.texts, case))
    await ack()


async def answer(ack: AsyncAck, body: Json, view: Json, actor: Actor, ctx: Context) -> None:
    """Save the moderator's answer, then say so in the form."""
    await require(ctx, actor, Act.MODERATE)
    case = await flow.answer(
        ctx,
        actor,
        *parse_place(view.get("private_metadata")),
        state=state_of(body, blocks.DECISION, blocks.DECISION) or "",
        words=state_of(body, blocks.WORDS, blocks.WORDS) or "",
        block_id=blocks.WORDS,
    )
    await ack(response_action="update", view=blocks.answered(actor.texts, case))


async def send_again(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Send an appeal to the moderators of now."""
    await require(ctx, actor, Act.MODERATE)
    exchange_id, number = parse_place(action.get("value"))
    scope = await flow.send_again(ctx, actor, exchange_id, number)
    ctx.outbox.spawn(job.send_again(ctx, scope, number), "appeal")
    await ack()
    text = actor.texts("appeals.sent_again")
    ctx.outbox.replace_or_post(actor.tenant_id, body, text, [section(text)])


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks.ASK)(open_ask)
    app.view(blocks.ASK_FORM)(ask)
    app.action(blocks.SEND_AGAIN)(send_again)
    app.action(blocks.ANSWER)(open_answer)
    app.view(blocks.ANSWER_FORM)(answer)
