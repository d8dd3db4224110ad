"""Bolt listeners for digests: the subcommand and its buttons, for moderators."""

from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.digest import blocks_status, flow, held_flow
from bot.digest.composer import DigestComposer
from bot.digest.parse import DigestCommand, outside_value, parse_digest, parse_outside
from bot.digest.pictures import REFUSALS, Tries, upload_chart
from bot.domain.access import UnknownAccessError, is_postable, require_postable
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.domain.roles import require_moderator
from bot.slack import channels
from bot.slack.blocks import section
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.membership import UnknownMembershipError
from bot.slack.outbox import MessageRefusedError
from storage.enums import ExchangeState
from storage.exchanges import Exchange


async def digest_command(request: CommandRequest, digest_composer: DigestComposer) -> CommandReply:
    """`/exchange digest [now | preview | every … | off]`."""
    ctx, actor = request.ctx, request.actor
    order = parse_digest(request.rest, command=request.command, here=request.channel_id, locale=actor.locale)
    exchange = await resolve_exchange(ctx, actor, order.slug, request.channel_id, command=request.command)
    texts = actor.texts
    if order.what == "off":
        ended = await flow.end_schedules(ctx, exchange, order.channel_id)
        return CommandReply(blocks_status.ended_line(texts, ended))
    if order.what == "hold":
        await held_flow.set_hold(ctx, exchange, order.hold)
        return CommandReply(blocks_status.hold_line(texts, exchange, order.hold))
    if order.what == "status":
        status = await flow.get_status(ctx, exchange)
        shown = blocks_status.blocks(texts, status, request.command, ctx.clock())
        return CommandReply(texts("digest.title"), shown)
    channel_id = order.channel_id or require_channel(exchange)
    if order.what == "every":
        return await _order_schedule(ctx, actor, exchange, order, channel_id)
    await require_postable(ctx, exchange, channel_id)
    if order.what == "preview":
        ctx.outbox.spawn(_preview(ctx, digest_composer, actor, exchange, channel_id, request.response_url), "preview")
        return CommandReply(texts("digest.preview_follows"))
    places = [order.channel_id] if order.channel_id else list(exchange.channels)
    if order.channel_id:
        await channels.ensure_can_post(ctx, actor.tenant_id, channel_id)
    return CommandReply(await _request_now(ctx, actor, exchange, places))


async def _request_now(ctx: Context, actor: Actor, exchange: Exchange, places: Sequence[str]) -> str:
    """Order a digest in channels now; return what is answered, a line for each."""
    lines = []
    for channel_id in places:
        names_until = await flow.request_now(ctx, exchange, channel_id)
        lines.append(blocks_status.now_line(actor.texts, exchange, channel_id, names_until))
    return "\n".join(lines)


async def _order_schedule(
    ctx: Context, actor: Actor, exchange: Exchange, order: DigestCommand, channel_id: str
) -> CommandReply:
    """Set when digests come to a channel, or where none is named to each that the exchange runs in.

    A warning comes first where that lets others read a private channel.
    """
    if order.channel_id:
        await channels.ensure_can_post(ctx, actor.tenant_id, channel_id)
    goes_outside = not await _is_postable(ctx, exchange, channel_id)
    rules, is_confirmed = await flow.find_rules(ctx, exchange, channel_id, order.rules)
    if goes_outside and not is_confirmed:
        await channels.ensure_can_post(ctx, actor.tenant_id, channel_id)
        value = outside_value(exchange.exchange_id, channel_id, order.every, rules)
        return CommandReply(*blocks_status.outside_warning(actor.texts, exchange, channel_id, value))
    zone = await _zone_of(ctx, actor)
    places = [channel_id] if order.channel_id else list(exchange.channels)
    lines = []
    for each in places:
        if each != channel_id and order.every is None and not await flow.has_schedule(ctx, exchange, each):
            continue
        schedule = await flow.set_schedule(
            ctx, exchange, each, order.every, zone, order.rules, goes_outside=goes_outside
        )
        lines.append(blocks_status.set_line(actor.texts, exchange, schedule, zone))
    return CommandReply("\n".join(lines))


async def _zone_of(ctx: Context, actor: Actor) -> str:
    """Return the zone in which somebody writes times, IANA."""
    return (await ctx.workspace(actor.tenant_id).profiles.profile(actor.slack_user_id)).zone


async def _is_postable(ctx: Context, exchange: Exchange, channel_id: str) -> bool:
    """Say whether a channel may read digests of an exchange. Raises UserError when Slack does not say."""
    try:
        return await is_postable(ctx, exchange, channel_id)
    except UnknownMembershipError as error:
        raise UnknownAccessError from error


async def post_outside(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Let digests of a private channel's exchange come to another channel, as a moderator confirmed after a warning."""
    await require_moderator(ctx, actor)
    exchange_id, order = parse_outside(action.get("value"))
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
    if order.channel_id is None:
        raise UserError("exchanges.outdated_button")
    await channels.ensure_can_post(ctx, actor.tenant_id, order.channel_id)
    zone = await _zone_of(ctx, actor)
    schedule = await flow.set_schedule(
        ctx, exchange, order.channel_id, order.every, zone, order.rules, goes_outside=True
    )
    await ack()
    _reply(ctx, actor, body, blocks_status.set_line(actor.texts, exchange, schedule, zone))


async def post_now(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Order a digest now."""
    exchange = await _get_exchange(ctx, actor, action)
    require_channel(exchange)
    text = await _request_now(ctx, actor, exchange, exchange.channels)
    await ack()
    _reply(ctx, actor, body, text)


async def show_preview(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Actor,
    ctx: Context,
    digest_composer: DigestComposer,
) -> None:
    """Show what would be posted."""
    exchange = await _get_exchange(ctx, actor, action)
    await ack()
    url = body.get("response_url")
    if url:
        channel_id = require_channel(exchange)
        ctx.outbox.spawn(_preview(ctx, digest_composer, actor, exchange, channel_id, url), "preview")


async def end_schedules(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """End every schedule of the exchange."""
    exchange = await _get_exchange(ctx, actor, action)
    ended = await flow.end_schedules(ctx, exchange, None)
    await ack()
    _reply(ctx, actor, body, blocks_status.ended_line(actor.texts, ended))


async def _get_exchange(ctx: Context, actor: Actor, action: dict[str, Any]) -> Exchange:
    """Return the exchange of a button. Raises UserError to who is no moderator."""
    await require_moderator(ctx, actor)
    async with ctx.storage.read() as db:
        return await get_exchange(db, actor, parse_exchange_id(action.get("value")))


async def _preview(
    ctx: Context, composer: DigestComposer, actor: Actor, exchange: Exchange, channel_id: str, response_url: str
) -> None:
    """Compose a digest as it would be posted in a channel now, and show it to one person in their own language.

    Its picture is uploaded as the digest's own is, and no message but this one shows it.
    """
    texts = actor.texts
    if exchange.state == ExchangeState.DRAFT:
        ctx.outbox.send_ephemeral(response_url, texts("digest.not_open"))
        return
    made = await composer.preview(texts, exchange, channel_id)
    note = blocks_status.preview_note(texts, exchange, channel_id, ctx.clock())
    web, facts = ctx.workspace(actor.tenant_id).client, {"exchange_id": exchange.exchange_id, "slot": "preview"}
    tries = Tries(made, await upload_chart(web, made, **facts), **facts)
    while True:
        try:
            await ctx.outbox.show_ephemeral(response_url, made.text, [note, *tries.blocks])
        except MessageRefusedError as error:
            if str(error) in REFUSALS and await tries.has_more():
                continue
            raise
        return


def _reply(ctx: Context, actor: Actor, body: dict[str, Any], text: str) -> None:
    url = body.get("response_url")
    if url:
        ctx.outbox.post_response(url, {"replace_original": True, "text": text, "blocks": [section(text)]})
    else:
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, text)


def require_channel(exchange: Exchange) -> str:
    """Return the exchange's own channel. Raises UserError where it has none yet."""
    if exchange.channel_id is None:
        raise UserError("digest.no_channel")
    return exchange.channel_id


def register(app: AsyncApp, ctx: Context, composer: DigestComposer) -> None:
    """Register the listeners."""
    ctx.provided["digest_composer"] = composer
    app.action(blocks_status.NOW)(post_now)
    app.action(blocks_status.PREVIEW)(show_preview)
    app.action(blocks_status.OFF)(end_schedules)
    app.action(blocks_status.OUTSIDE)(post_outside)
