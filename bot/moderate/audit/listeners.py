"""Bolt listeners for the moderation log: the subcommand and the buttons between its pages."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.domain.policy import Act
from bot.domain.resolve import resolve_exchange
from bot.domain.roles import require
from bot.moderate.audit import blocks, flow
from bot.slack.commands import CommandReply, CommandRequest

_MAX_DIGITS = 6


def parse_turn(value: Any) -> tuple[int, int]:
    """Return (exchange id, number of the page) of a button. Raises UserError for a crafted one."""
    exchange_id, _, number = str(value or "").partition("|")
    if not (number.isascii() and number.isdecimal() and len(number) <= _MAX_DIGITS):
        raise UserError("moderate.old_card")
    return parse_exchange_id(exchange_id), int(number)


async def audit_command(request: CommandRequest) -> CommandReply:
    """`/exchange audit [exchange]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else parsed.text
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    page = await flow.load_page(ctx, actor, exchange.exchange_id)
    return CommandReply(*blocks.log_page(actor.texts, page))


async def turn_log_page(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Turn to another page of the log."""
    await require(ctx, actor, Act.EXPORT)
    page = await flow.load_page(ctx, actor, *parse_turn(action.get("value")))
    await ack()
    ctx.outbox.replace_message(body["response_url"], *blocks.log_page(actor.texts, page))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    for name in ("newer", "older"):
        app.action(f"{blocks.TURN}.{name}")(turn_log_page)
