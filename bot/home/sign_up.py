"""Bolt listeners of the sign-up for future exchanges: one press signs up, one press ends it, wherever it is pressed.

Channels and the digest show the same button to everybody, so nothing in them says who signed up; the reply is for the
person alone. What is kept is their preference, sealed (bot/domain/preferences.py).
"""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.preferences import save_preferences
from bot.slack import action_ids
from bot.slack.blocks import Block
from bot.slack.sign_up import signed_off, signed_up

Json = dict[str, Any]


async def sign_up(ack: AsyncAck, body: Json, actor: Actor, ctx: Context) -> None:
    """Sign up. Who wanted no messages at all asked for this one, so they are no longer muted."""
    await save_preferences(ctx, actor.tenant_id, actor.slack_user_id, is_subscribed=True, is_muted=False)
    await ack()
    _show(ctx, actor, body, *signed_up(actor.texts))


async def sign_off(ack: AsyncAck, body: Json, actor: Actor, ctx: Context) -> None:
    """End the sign-up."""
    await save_preferences(ctx, actor.tenant_id, actor.slack_user_id, is_subscribed=False)
    await ack()
    _show(ctx, actor, body, *signed_off(actor.texts))


def _show(ctx: Context, actor: Actor, body: Json, text: str, blocks: list[Block]) -> None:
    """Show the outcome: in the place of an earlier reply, beside a message that others or other things need."""
    ctx.changes.send(actor)  # Home shows it ticked
    if (body.get("container") or {}).get("is_ephemeral"):
        ctx.outbox.replace_message(body["response_url"], text, blocks)
    elif not body.get("view"):  # in Home the tick says it
        ctx.outbox.send_privately(actor, body.get("response_url"), text, blocks)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(action_ids.SIGN_UP)(sign_up)
    app.action(action_ids.SIGN_OFF)(sign_off)
