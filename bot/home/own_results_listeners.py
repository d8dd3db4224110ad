"""Bolt listeners of a person's own results: the button in Home, and the one that makes a personal link."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.home import own_results_blocks
from bot.home.blocks import OWN_RESULTS
from bot.home.own_results import load_own_results, make_link
from bot.slack.modals import open_modal, update_modal

Json = dict[str, Any]


async def open_own_results(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open somebody's own results."""
    found = await load_own_results(ctx, actor, parse_exchange_id(action.get("value")))
    await open_modal(
        ctx, actor, body, own_results_blocks.own_results_modal(actor.texts, found, has_page=bool(ctx.base_url))
    )
    await ack()


async def make_personal_link(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Make a link to the page of the person who pressed, and show it to them alone."""
    exchange_id = parse_exchange_id(action.get("value"))
    link = await make_link(ctx, actor, exchange_id)
    found = await load_own_results(ctx, actor, exchange_id)
    await ack()
    update_modal(ctx, actor, body, own_results_blocks.own_results_modal(actor.texts, found, has_page=True, link=link))


async def follow_link(ack: AsyncAck) -> None:
    """Acknowledge that somebody followed the link: Slack reports it, and nothing is to be done."""
    await ack()


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(OWN_RESULTS)(open_own_results)
    app.action(own_results_blocks.MAKE_LINK)(make_personal_link)
    app.action(own_results_blocks.FOLLOW_LINK)(follow_link)
