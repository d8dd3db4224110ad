"""Bolt listeners for choosing themes to rate first."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.rate import themes_first
from bot.rate.blocks import CARD_THEMES
from bot.rate.blocks_themes import MODAL, choice_modal, chosen_modal
from bot.rate.payloads import parse_ref
from bot.slack import action_ids
from bot.slack.blocks import state_of
from bot.slack.modals import open_modal, update_modal

Json = dict[str, Any]


async def choose_on_card(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the form from a rating card."""
    choice = await themes_first.get_choice(ctx, actor, parse_ref(action.get("value")).exchange_id)
    await open_modal(ctx, actor, body, choice_modal(actor.texts, choice))
    await ack()


async def choose(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the form from Home."""
    choice = await themes_first.get_choice(ctx, actor, parse_exchange_id(action.get("value")))
    await open_modal(ctx, actor, body, choice_modal(actor.texts, choice))
    await ack()


async def save(ack: AsyncAck, body: Json, view: Json, actor: Actor, ctx: Context) -> None:
    """Keep what is chosen, and say from when on it counts."""
    chosen = state_of(body, themes_first.FIELD, themes_first.FIELD) or []
    values = [str((each or {}).get("value")) for each in chosen]
    choice = await themes_first.save_choice(ctx, actor, parse_exchange_id(view["private_metadata"]), values)
    await ack(response_action="update", view=chosen_modal(actor.texts, choice))


async def end(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """End the choice; Home is drawn again, and the form says so."""
    choice = await themes_first.save_choice(ctx, actor, parse_exchange_id(action.get("value")), [])
    await ack()
    update_modal(ctx, actor, body, chosen_modal(actor.texts, choice))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(CARD_THEMES)(choose_on_card)
    app.action(action_ids.RATE_THEMES)(choose)
    app.action(action_ids.RATE_THEMES_END)(end)
    app.view(MODAL)(save)
