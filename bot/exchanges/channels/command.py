"""`/exchange channel`: in which channels an exchange runs, one more, one less."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.roles import require_moderator
from bot.exchanges import blocks_lists, resolve
from bot.exchanges.channels import flow
from bot.slack.blocks import Block, actions, button, escape, section
from bot.slack.channels import is_channel, parse_channel
from bot.slack.commands import CommandReply, CommandRequest
from bot.texts import Texts
from storage.exchanges import Exchange

ADD = "exchanges.channel_add"  # button; value: EXCHANGE|CHANNEL

Payload = dict[str, Any]


async def channel_command(request: CommandRequest) -> CommandReply:
    """`/exchange channel [exchange] [add #channel | remove #channel | list]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    found = await resolve.resolve_exchanges(request, parsed.ref)
    texts = actor.texts
    if len(found) > 1:
        return CommandReply(*blocks_lists.overview(texts, found, request.command))
    exchange = found[0]
    what = parsed.args[0] if parsed.args else "list"
    if what == "list" and len(parsed.args) <= 1:
        return _reply(_list_text(texts, exchange, request.command))
    if what not in {"add", "remove"} or len(parsed.args) != 2:  # noqa: PLR2004 - the word and the channel
        raise UserError("more_channels.how", command=request.command)
    channel_id = parse_channel(parsed.args[1], here=request.channel_id)
    if what == "remove":
        exchange, is_gone = await flow.remove(ctx, actor, exchange.exchange_id, channel_id)
        return _reply(_removed_text(texts, exchange, channel_id, is_gone=is_gone))
    await flow.check_new(ctx, exchange, channel_id)
    warning = await flow.find_warning(ctx, exchange, channel_id)
    if warning:
        return CommandReply(*_warning(texts, exchange, channel_id, warning))
    return _reply(_added_text(texts, await flow.add(ctx, actor, exchange.exchange_id, channel_id), channel_id))


async def add_warned(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Add a channel, as a moderator confirmed after the warning."""
    await require_moderator(ctx, actor)
    written, _, channel_id = str(action.get("value") or "").partition("|")
    exchange_id = parse_exchange_id(written)
    if not is_channel(channel_id) or not channel_id.isalnum():
        raise UserError("exchanges.outdated_button")
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
    await flow.check_new(ctx, exchange, channel_id)
    exchange = await flow.add(ctx, actor, exchange_id, channel_id)
    await ack()
    text = _added_text(actor.texts, exchange, channel_id)
    ctx.outbox.replace_or_post(actor.tenant_id, body, text, [section(text)])


def _reply(text: str) -> CommandReply:
    return CommandReply(text, [section(text)])


def _warning(texts: Texts, exchange: Exchange, channel_id: str, warning: str) -> tuple[str, list[Block]]:
    facts = {"own": [f"<#{each}>" for each in exchange.channels], "channel": f"<#{channel_id}>"}
    text = texts(f"more_channels.warning.{warning}", **facts)
    go_on = button(
        texts("more_channels.go_on.button"),
        action_id=ADD,
        value=f"{exchange.exchange_id}|{channel_id}",
        style="danger",
        accessibility_label=texts("more_channels.go_on.spoken"),
    )
    return text, [section(f":warning: {text}"), actions(go_on)]


def _list_text(texts: Texts, exchange: Exchange, command: str) -> str:
    if not exchange.channels:
        return texts("more_channels.none", question=escape(exchange.question))
    channels = [f"<#{each}>" for each in exchange.channels]
    if len(channels) == 1:
        return texts("more_channels.list_one", question=escape(exchange.question), channel=channels[0], command=command)
    return texts("more_channels.list", question=escape(exchange.question), channels=channels)


def _added_text(texts: Texts, exchange: Exchange, channel_id: str) -> str:
    question, channel = escape(exchange.question), f"<#{channel_id}>"
    if exchange.is_open:
        return texts("more_channels.added", question=question, channel=channel)
    return texts("more_channels.added_draft", question=question, channel=channel)


def _removed_text(texts: Texts, exchange: Exchange, channel_id: str, *, is_gone: bool) -> str:
    removed = texts("more_channels.removed", question=escape(exchange.question), channel=f"<#{channel_id}>")
    return removed if is_gone else f"{removed} {texts('more_channels.message_left')}"


def register(app: AsyncApp) -> None:
    """Register the listener."""
    app.action(ADD)(add_warned)
