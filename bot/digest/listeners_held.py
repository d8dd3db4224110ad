"""Bolt listeners of the card that shows moderators a digest before it goes out, and of its form."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.digest import blocks_held, held_flow
from bot.digest.edits import parse_introduction
from bot.digest.held_flow import Held
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.roles import require_moderator
from bot.slack.blocks import state_of
from bot.slack.errors import error_text
from bot.slack.modals import open_modal
from bot.texts import Texts, texts_for
from storage import comments
from storage.enums import CommentState


async def post_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Let the digest go out now."""
    await _act(ack, action, body, actor, ctx, held_flow.post_now)


async def skip_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Let the digest not go out."""
    await _act(ack, action, body, actor, ctx, held_flow.skip)


async def undo_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Let a skipped digest go out after all."""
    await _act(ack, action, body, actor, ctx, held_flow.undo_skip)


async def edit_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the form for sentences above the digest, and for quotes to leave out."""
    it = await _load(ctx, actor, action.get("value"))
    if not it.is_waiting:
        raise UserError("digest.held_over")
    async with ctx.storage.read() as db:
        found = await comments.get_by_ids(db, it.exchange.scope, sorted(it.base.body.quotes))
    quoted = sorted((each for each in found if each.state == CommentState.LIVE), key=lambda each: each.number)
    await open_modal(ctx, actor, body, blocks_held.form(actor.texts, it, quoted))
    await ack()


async def form_submitted(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Save what was written and chosen; what is wrong is said at the field."""
    it = await _load(ctx, actor, view.get("private_metadata"))
    written = state_of(body, blocks_held.INTRODUCTION, blocks_held.INTRODUCTION)
    left_out = blocks_held.read_left_out(state_of(body, blocks_held.LEFT_OUT, blocks_held.LEFT_OUT))
    try:
        blocks_held.require_seen(view.get("private_metadata"), it)
        await held_flow.change(ctx, it, parse_introduction(written), left_out)
    except UserError as refusal:
        errors = {blocks_held.INTRODUCTION: error_text(actor.texts, refusal, is_form=True)}
        await ack(response_action="errors", errors=errors)
        return
    await ack()


async def _act(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Actor,
    ctx: Context,
    act: Callable[[Context, Held], Awaitable[None]],
) -> None:
    """Do what a button says, and show the card as it is then."""
    it = await _load(ctx, actor, action.get("value"))
    await act(ctx, it)
    await ack()
    again = await held_flow.load(ctx, actor, it.exchange.exchange_id, it.held.hold_id)
    texts = _texts_of_card(again, body) or actor.texts
    ctx.outbox.replace_or_post(actor.tenant_id, body, *blocks_held.card(texts, again, ctx.clock()))


def _texts_of_card(it: Held, body: dict[str, Any]) -> Texts | None:
    """Return the sentences of the clicked card in the language that it was posted in, as its job edits it.

    In a channel others read it too, and it does not follow who clicks. None where it is none of the held digest's.
    """
    container = body.get("container") or {}
    place = (str(container.get("channel_id")), str(container.get("message_ts")))
    return next((texts_for(each.language) for each in it.held.cards if (each.channel_id, each.ts) == place), None)


async def _load(ctx: Context, actor: Actor, value: object) -> Held:
    """Return the held digest of a value. Raises UserError to who is no moderator."""
    await require_moderator(ctx, actor)
    exchange_id, hold_id = blocks_held.parse_held(value)
    return await held_flow.load(ctx, actor, exchange_id, hold_id)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks_held.POST)(post_pressed)
    app.action(blocks_held.EDIT)(edit_pressed)
    app.action(blocks_held.SKIP)(skip_pressed)
    app.action(blocks_held.UNDO)(undo_pressed)
    app.view(blocks_held.FORM)(form_submitted)
