"""Bolt listeners for danger cases: take care of one, and see its words."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.safety import blocks, disclosure, flow, payloads
from bot.safety.access import get_case
from bot.slack.blocks import section, when
from bot.slack.modals import open_modal


async def take_case(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Record that the actor takes care, and say so in every message; everybody who presses reads who does."""
    exchange_id, number = payloads.parse_case(action.get("value"))
    exchange, comment, state = await flow.take(ctx, actor, exchange_id, number)
    await ack()
    at = when(state.taken_at) if state.taken_at else ""
    line = actor.texts("safety.taken", who=f"<@{state.taken_by}>", at=at)
    ctx.outbox.send_privately(actor, body.get("response_url"), line)
    ctx.outbox.spawn(flow.redraw(ctx, exchange, comment.number, state), "danger taken")


async def show_words(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Show the words of the comment to a contact or moderator."""
    exchange, comment, _ = await get_case(ctx, actor, *payloads.parse_case(action.get("value")))
    await open_modal(ctx, actor, body, blocks.words_modal(actor.texts, exchange, comment))
    await ack()


async def ask_author(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Ask another officer to confirm that the actor learns who wrote a comment."""
    await disclosure.request(ctx, actor, *payloads.parse_case(action.get("value")))
    await ack()
    ctx.outbox.send_privately(actor, body.get("response_url"), actor.texts("safety.disclosure_sent"))


async def confirm_author(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Confirm another officer's request."""
    await disclosure.confirm(ctx, actor, *payloads.parse_request(action.get("value")))
    await ack()
    done = actor.texts("safety.disclosure_done")
    ctx.outbox.replace_or_post(actor.tenant_id, body, done, [section(done)])


async def reveal_author(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Show one of the two officers who wrote a comment, in a window that nothing keeps."""
    exchange_id, number, request_id = payloads.parse_request(action.get("value"))
    exchange, author = await disclosure.reveal(ctx, actor, exchange_id, number, request_id)
    await open_modal(ctx, actor, body, blocks.author_modal(actor.texts, exchange, number, author))
    await ack()


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks.TAKE)(take_case)
    app.action(blocks.SHOW)(show_words)
    app.action(blocks.ASK_AUTHOR)(ask_author)
    app.action(blocks.CONFIRM_AUTHOR)(confirm_author)
    app.action(blocks.REVEAL)(reveal_author)
