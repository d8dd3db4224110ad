"""Bolt listeners for results: the button under every announcement and digest, and `/exchange results`."""

from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackClientError

from bot.context import Context
from bot.core import grammar
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.results import blocks, flow
from bot.results.flow import Gate, Results
from bot.slack import action_ids
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.deadlines import within

log = structlog.get_logger()

_WINDOW_SECONDS = 2.0  # of the 3 s that a trigger_id lives


async def open_results(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the results, or say what is missing to see them."""
    found = await flow.look(ctx, actor, parse_exchange_id(action.get("value")))
    is_over = (body.get("view") or {}).get("type") == "modal"
    if isinstance(found, Gate):
        _send_gate(ctx, actor, body, found)
    elif not await _open_modal(ctx, actor, body["trigger_id"], found, is_over=is_over):
        _send_results(ctx, actor, body, found)
    await ack()


def _send_gate(ctx: Context, actor: Actor, body: dict[str, Any], gate: Gate) -> None:
    text, card = blocks.gate(actor.texts, gate)
    if url := body.get("response_url"):
        ctx.outbox.send_ephemeral(url, text, card)
    else:
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, text, card)


def _send_results(ctx: Context, actor: Actor, body: dict[str, Any], found: Results) -> None:
    """Send the results as a message, since no modal could be opened."""
    title = actor.texts("results.modal.title")
    plain = blocks.message(actor.texts, found, with_chart=False)
    if url := body.get("response_url"):
        ctx.outbox.send_ephemeral(url, title, blocks.message(actor.texts, found), otherwise=plain)
    else:
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, title, plain)


async def _open_modal(ctx: Context, actor: Actor, trigger_id: str, found: Results, *, is_over: bool) -> bool:
    """Say whether the modal opened. is_over: upon the modal that was clicked in."""
    client = ctx.workspace(actor.tenant_id).client
    open_view = client.views_push if is_over else client.views_open
    try:
        async with within(_WINDOW_SECONDS):
            await open_view(trigger_id=trigger_id, view=blocks.window(actor.texts, found))
    except (SlackClientError, ClientError, TimeoutError, OSError) as error:
        log.info("window_not_opened", what="results", error=type(error).__name__)
        return False
    return True


async def results_command(request: CommandRequest) -> CommandReply | None:
    """`/exchange results [exchange] [--group=…]`."""
    ctx, actor = request.ctx, request.actor
    parsed = grammar.parse(f"results {request.rest}", actor.locale)
    if set(parsed.flags) - {"group"}:
        raise UserError("results.flags")
    slug = parsed.ref.slug if parsed.ref else parsed.text
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    found = await flow.look(ctx, actor, exchange.exchange_id, group=str(parsed.flags.get("group") or ""))
    if isinstance(found, Gate):
        return CommandReply(*blocks.gate(actor.texts, found))
    if await _open_modal(ctx, actor, request.trigger_id, found, is_over=False):
        return None
    return CommandReply(actor.texts("results.modal.title"), blocks.message(actor.texts, found, with_chart=False))


def register(app: AsyncApp, subcommands: Subcommands) -> None:
    """Register the listener and the subcommand."""
    app.action(action_ids.HOST_RESULTS)(open_results)
    subcommands.add("results", results_command, form="results [exchange] [--group=…]")
