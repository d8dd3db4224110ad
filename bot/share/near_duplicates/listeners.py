"""Bolt listeners for the hint at near comments: share all the same, or change the words first."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.access import admit, require_open
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.share import blocks, flow, payloads
from bot.share.form import open_form, read_fields
from bot.share.near_duplicates.blocks import NEAR_BACK, NEAR_EDIT, NEAR_SHARE
from bot.share.service import read_service
from bot.slack.modals import update_modal
from storage.exchanges import Exchange


async def share_pressed(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Share the words that the button carries."""
    exchange_id, source, text = payloads.parse_words(action.get("value"))
    exchange, comment, person = await flow.share(ctx, actor, exchange_id, text=text, source=flow.parse_source(source))
    await ack()
    card = blocks.shared_card(actor.texts, exchange, comment, person)
    ctx.outbox.replace_message(body["response_url"], actor.texts("share.shared_short", number=comment.number), card)


async def edit_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the words that the button carries in the form."""
    exchange_id, source, text = payloads.parse_words(action.get("value"))
    exchange = await _get_open(ctx, actor, exchange_id)
    trigger_id, url = body["trigger_id"], body["response_url"]
    await open_form(ctx, actor, exchange, trigger_id, url, written=blocks.Written(text), source=source)
    await ack()


async def back_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Turn the hint into the form again, with all that was written."""
    exchange = await _get_open(ctx, actor, parse_exchange_id(action.get("value")))
    source, marks = payloads.parse_form_source(body["view"])
    await ack()
    person = await flow.get_participant(ctx, actor, exchange)
    service = await read_service(ctx, actor)
    form = blocks.share_modal(
        actor.texts, exchange, person, read_fields(body), source=source, marks=marks, service=service
    )
    update_modal(ctx, actor, body, form)


async def _get_open(ctx: Context, actor: Actor, exchange_id: int) -> Exchange:
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        return await require_open(db, admission)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(NEAR_SHARE)(share_pressed)
    app.action(NEAR_EDIT)(edit_pressed)
    app.action(NEAR_BACK)(back_pressed)
