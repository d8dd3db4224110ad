"""`/exchange nudge` and its buttons."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.domain.roles import require_moderator
from bot.exchanges import blocks_lists, reply_target, resolve
from bot.exchanges.nudge import blocks, flow
from bot.slack.blocks import section
from bot.slack.channels import ensure_can_post, is_channel, parse_channel
from bot.slack.commands import CommandReply, CommandRequest

Payload = dict[str, Any]


async def nudge_command(request: CommandRequest) -> CommandReply:
    """`/exchange nudge [exchange] [--channel=#channel]`: the preview, with the button that sends it."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    if parsed.text:
        raise UserError("exchanges.only_a_name")
    found = await resolve.resolve_exchanges(request, parsed.ref)
    if len(found) > 1:
        return CommandReply(*blocks_lists.overview(actor.texts, found, request.command))
    channel_id = None
    if parsed.flags.get("channel"):
        channel_id = parse_channel(parsed.flags["channel"], here=request.channel_id)
        await ensure_can_post(ctx, actor.tenant_id, channel_id)
    return CommandReply(*await flow.preview(ctx, actor, found[0].exchange_id, channel_id))


async def show_preview(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Show the message before it goes out."""
    await require_moderator(ctx, actor)
    card = await flow.preview(ctx, actor, parse_exchange_id(action.get("value")))
    await reply_target.show_card(ctx, actor, body, *card)
    await ack()


async def send_nudge(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Send the message, once for an exchange."""
    await require_moderator(ctx, actor)
    written, bar, channel_id = str(action.get("value") or "").partition("|")
    if bar and not (is_channel(channel_id) and channel_id.isalnum()):
        raise UserError("exchanges.outdated_button")
    nudge = await flow.send(ctx, actor, parse_exchange_id(written), channel_id or None)
    text = actor.texts("nudge.sent", channels=[f"<#{each}>" for each in nudge.channels])
    await reply_target.show_card(ctx, actor, body, text, [section(text)])
    await ack()


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks.PREVIEW)(show_preview)
    app.action(blocks.SEND)(send_nudge)
