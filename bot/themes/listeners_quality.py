"""Bolt listeners for the blind check of themes: `/exchange quality`, its choices and its pages."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.access import require_started
from bot.domain.actor import Actor
from bot.domain.exchanges import get_exchange
from bot.domain.resolve import resolve_exchange
from bot.domain.roles import require_moderator
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import open_modal, try_modal
from bot.themes import quality
from bot.themes.modals import CHECK
from bot.themes.payloads import Payload, parse_value
from bot.themes.quality_modal import CHOOSE, PAGE, check_modal, parse_block
from storage.exchanges import Exchange


async def quality_command(request: CommandRequest) -> CommandReply | None:
    """`/exchange quality [exchange]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else parsed.text
    exchange = require_started(await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command))
    page = await quality.open_check(ctx, exchange)
    if await try_modal(ctx, actor, request.trigger_id, check_modal(actor.texts, exchange, page)):
        return None
    return CommandReply(actor.texts("errors.modal_not_opened"))


async def open_check(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the check from the list of themes."""
    exchange, _ = await _read(ctx, actor, str(action.get("value") or ""))
    page = await quality.open_check(ctx, exchange)
    await open_modal(ctx, actor, body, check_modal(actor.texts, exchange, page))
    await ack()


async def choose(ack: AsyncAck, action: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Keep an answer as soon as it is chosen."""
    exchange, payload = await _read(ctx, actor, str((action.get("selected_option") or {}).get("value") or ""))
    await quality.keep_answer(ctx, exchange, payload.check_id, *payload.answered)
    await ack()


async def go_on(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Keep what the page holds, and show the next one or the result."""
    exchange, payload = await _read(ctx, actor, view["private_metadata"])
    page = await quality.answer(ctx, exchange, payload.check_id, _answers(body))
    shown = {parse_block(each["block_id"]) for each in view["blocks"] if each.get("type") == "actions"}
    is_again = any(each.index in shown for each in page.questions)
    note = actor.texts("quality.choose_each") if is_again else ""
    await ack(response_action="update", view=check_modal(actor.texts, exchange, page, note=note))


def _answers(body: dict[str, Any]) -> dict[int, str]:
    """Return what was chosen on the page, by index."""
    values = (body["view"].get("state") or {}).get("values") or {}
    fields = [(name, field.get("selected_option")) for block in values.values() for name, field in block.items()]
    return {parse_block(name): str(chosen["value"]).rpartition("|")[2] for name, chosen in fields if chosen}


async def _read(ctx: Context, actor: Actor, value: str) -> tuple[Exchange, Payload]:
    """Return the exchange of a value or metadata, and the rest. Raises UserError to who is no moderator."""
    await require_moderator(ctx, actor)
    payload = parse_value(value)
    async with ctx.storage.read() as db:
        return require_started(await get_exchange(db, actor, payload.exchange_id)), payload


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(CHECK)(open_check)
    app.action(re.compile(rf"^{re.escape(CHOOSE)}\.\d+$"))(choose)
    app.view(PAGE)(go_on)
