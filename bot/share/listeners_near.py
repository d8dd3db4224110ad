"""Slack's doors out of the hint at near comments: share all the same, or change the words first."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.domain.access import admit
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id, require_open
from bot.share import blocks, blocks_near, flow
from bot.share.form import open_form
from bot.slack.blocks import state_of
from bot.slack.errors import KindError
from bot.slack.middleware import get_actor
from bot.slack.modals import update_modal
from storage.exchanges import Exchange


def register(app: AsyncApp, ctx: Context) -> None:
    """Hang these listeners on the app."""

    async def share_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Share the words that the button carries."""
        actor = get_actor(context)
        exchange_id, mark, text = read_words(body["actions"][0].get("value"))
        exchange, comment, person = await flow.share(ctx, actor, exchange_id, text=text, source=flow.source_of(mark))
        await ack()
        card = blocks.shared_card(exchange, comment, person)
        ctx.outbox.replace_message(body["response_url"], f"Shared as #{comment.number}", card)

    async def edit_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the words that the button carries in the form."""
        actor = get_actor(context)
        exchange_id, mark, text = read_words(body["actions"][0].get("value"))
        exchange = await open_exchange(actor, exchange_id)
        written = blocks.Written(text)
        await open_form(ctx, actor, exchange, body["trigger_id"], body["response_url"], written=written, source=mark)
        await ack()

    async def back_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Turn the hint into the form again, with all that was written."""
        actor = get_actor(context)
        exchange = await open_exchange(actor, parse_exchange_id(body["actions"][0].get("value")))
        _, _, mark = (body["view"].get("private_metadata") or "").partition("|")
        written = written_in(body)
        await ack()
        person = await flow.get_participant(ctx, actor, exchange)
        update_modal(ctx, body, blocks.share_modal(exchange, person, written, source=mark))

    async def open_exchange(actor: Actor, exchange_id: int) -> Exchange:
        admission = await admit(ctx, actor, exchange_id)
        async with ctx.storage.read() as db:
            return await require_open(db, admission)

    app.action(blocks_near.NEAR_SHARE)(share_pressed)
    app.action(blocks_near.NEAR_EDIT)(edit_pressed)
    app.action(blocks_near.NEAR_BACK)(back_pressed)


def read_words(value: str | None) -> tuple[int, str, str]:
    """Return (exchange, mark, words) that a button carries. Raises KindError."""
    exchange_id, _, rest = (value or "").partition("|")
    mark, _, text = rest.partition("|")
    if not mark or not text:
        raise KindError("I cannot read this card. Please write your words again.")
    return parse_exchange_id(exchange_id), mark, text


def written_in(body: dict[str, Any]) -> blocks.Written:
    """Return what stands in the fields of a form."""
    return blocks.Written(
        state_of(body, blocks.TEXT, blocks.TEXT) or "",
        state_of(body, blocks.WHY, blocks.WHY) or "",
        state_of(body, blocks.GROUP, blocks.GROUP),
    )
