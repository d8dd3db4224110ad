"""What may be written and what moderators take away: a button on every form for comments, and the page behind it."""

from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.context import Context
from bot.domain.access import admit, require_open
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.slack.blocks import Block, actions, button, context_block, modal, section
from bot.slack.modals import open_modal
from bot.slack.mrkdwn import linked
from bot.texts import Texts
from storage.exchanges import Exchange

POLICY = "share.policy"


def policy_button(texts: Texts, exchange: Exchange) -> Block:
    """Return the row with the button that opens the policy."""
    return actions(button(texts("share.policy.button"), action_id=POLICY, value=str(exchange.exchange_id)))


def policy_modal(texts: Texts, exchange: Exchange) -> Block:
    """Return the policy: the exchange's own words, else what is usual, and what becomes of a comment."""
    words = linked(exchange.policy) if exchange.policy else texts("share.policy_usual")
    return modal(
        texts("share.policy.title"),
        [section(words), section(texts("share.policy_what")), context_block(texts("share.policy_log"))],
        close=texts("common.modal.close"),
    )


async def policy_pressed(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Open the policy over the form, which stays as it is."""
    admission = await admit(ctx, actor, parse_exchange_id(action.get("value")))
    async with ctx.storage.read() as db:
        exchange = await require_open(db, admission)
    await open_modal(ctx, actor, body, policy_modal(actor.texts, exchange))
    await ack()
