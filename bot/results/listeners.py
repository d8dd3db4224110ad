"""Bolt listeners for results: the button under every announcement and digest, and `/exchange results`."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.domain.results_gate import Gate
from bot.results import blocks, blocks_inside, flow, link_command
from bot.results.inside import look_inside
from bot.slack import action_ids
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import is_in_modal, try_modal


async def open_results(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the results, or say what is missing to see them."""
    found = await flow.look(ctx, actor, parse_exchange_id(action.get("value")))
    url, title = body.get("response_url"), actor.texts("results.modal.title")
    if isinstance(found, Gate):
        ctx.outbox.send_privately(actor, url, *blocks.gate(actor.texts, found))
    elif not await try_modal(
        ctx, actor, body["trigger_id"], blocks.window(actor.texts, found), is_over=is_in_modal(body)
    ):
        ctx.outbox.send_privately(actor, url, title, blocks.message(actor.texts, found))
    await ack()


async def open_theme(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Show the sub-themes of a theme over the results, from where closing them leads back."""
    exchange_id, number = blocks_inside.parse_inside(str((action.get("selected_option") or {}).get("value") or ""))
    found = await look_inside(ctx, actor, exchange_id, number)
    url, is_over = body.get("response_url"), is_in_modal(body)
    if isinstance(found, Gate):
        ctx.outbox.send_privately(actor, url, *blocks.gate(actor.texts, found))
    elif not await try_modal(
        ctx, actor, body["trigger_id"], blocks_inside.window(actor.texts, found, is_over=is_over), is_over=is_over
    ):
        title = actor.texts("results.inside.title")
        ctx.outbox.send_privately(actor, url, title, blocks_inside.message(actor.texts, found))
    await ack()


async def results_command(request: CommandRequest) -> CommandReply | None:
    """`/exchange results [exchange] [--group=…]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else parsed.text
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    found = await flow.look(ctx, actor, exchange.exchange_id, group=str(parsed.flags.get("group") or ""))
    if isinstance(found, Gate):
        return CommandReply(*blocks.gate(actor.texts, found))
    if await try_modal(ctx, actor, request.trigger_id, blocks.window(actor.texts, found)):
        return None
    return CommandReply(actor.texts("results.modal.title"), blocks.message(actor.texts, found))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(action_ids.EXCHANGE_RESULTS)(open_results)
    app.action(blocks_inside.INSIDE)(open_theme)
    app.action(link_command.NEW)(link_command.make_new_link)
    app.action(link_command.OFF)(link_command.switch_off)
