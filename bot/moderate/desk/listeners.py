"""Bolt listeners for the desk: its form, opened from the queue."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.roles import require_moderator
from bot.moderate.blocks import DESK
from bot.moderate.desk import blocks, flow
from bot.slack.blocks import state_of
from bot.slack.modals import open_modal
from storage.desk_settings import DeskSettings


async def open_form(ack: AsyncAck, body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the form from the queue."""
    await require_moderator(ctx, actor)
    desk = await flow.load_desk(ctx, actor)
    await open_modal(ctx, actor, body, blocks.form(actor.texts, desk))
    await ack()


async def form_sent(ack: AsyncAck, body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Save what was chosen, then say so in the form."""
    await require_moderator(ctx, actor)
    chosen = [str(each.get("value")) for each in state_of(body, blocks.RULES, blocks.RULES) or []]
    settings = DeskSettings(
        cards=str(state_of(body, blocks.CARDS, blocks.CARDS) or ""),
        cards_channel_id=state_of(body, blocks.CHANNEL, blocks.CHANNEL) or None,
        is_open_channel=bool(state_of(body, blocks.SURE, blocks.SURE)),
        held_words=flow.parse_words(state_of(body, blocks.HELD, blocks.HELD) or "", blocks.HELD),
        allowed_words=flow.parse_words(state_of(body, blocks.ALLOWED, blocks.ALLOWED) or "", blocks.ALLOWED),
        rules_off=flow.parse_rules(chosen),
        finds_off_topic=bool(state_of(body, blocks.TOPIC, blocks.TOPIC)),
    )
    await flow.save(ctx, actor, settings, channel_block=blocks.CHANNEL, sure_block=blocks.SURE)
    await ack(response_action="update", view=blocks.saved(actor.texts))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(DESK)(open_form)
    app.view(blocks.FORM)(form_sent)
