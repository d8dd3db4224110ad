"""Slack's doors into digests: the verb and its buttons, for moderators."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.digest import blocks_status, flow
from bot.digest.blocks import body as digest_body
from bot.digest.blocks import plain_blocks
from bot.digest.parse import parse_digest
from bot.digest.themes import ThemeRuns
from bot.domain.access import require_postable
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.domain.roles import require_moderator
from bot.slack import channels
from bot.slack.blocks import context_block, section, when
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.errors import KindError
from bot.slack.middleware import get_actor
from storage.exchanges import Exchange


def register(app: AsyncApp, ctx: Context, verbs: Subcommands, runs: ThemeRuns) -> None:
    """Hang this room's listeners on the app."""

    async def digest_verb(asked: CommandRequest) -> CommandReply:
        """`/exchange digest [now | preview | every … | off]`."""
        order = parse_digest(asked.rest, command=asked.command, here=asked.channel_id, locale=asked.actor.locale)
        exchange = await resolve_exchange(ctx, asked.actor, order.slug, asked.channel_id, command=asked.command)
        if order.what == "off":
            ended = await flow.end_schedules(ctx, exchange, order.channel_id)
            return CommandReply(blocks_status.ended_line(ended))
        if order.what == "status":
            return await shown(exchange, asked.command)
        channel_id = order.channel_id or home(exchange)
        await require_postable(ctx, exchange, channel_id)
        if order.what == "preview":
            ctx.outbox.spawn(preview(exchange, channel_id, asked.response_url), "preview")
            return CommandReply("A preview follows, for your eyes only.")
        if order.channel_id:
            await channels.ensure_can_post(ctx, channel_id)
        if order.every:
            zone = (await ctx.profiles.profile(asked.actor.slack_user_id)).zone
            schedule = await flow.set_schedule(ctx, exchange, channel_id, order.every, zone)
            return CommandReply(blocks_status.set_line(exchange, schedule))
        await flow.request_now(ctx, exchange, channel_id)
        return CommandReply(blocks_status.now_line(exchange, channel_id))

    async def pressed(body: dict[str, Any], context: AsyncBoltContext) -> Exchange:
        """Return the exchange of a button that a moderator pressed."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, "post digests")
        async with ctx.storage.read() as db:
            return await get_exchange(db, actor.tenant_id, parse_exchange_id(body["actions"][0].get("value")))

    async def now_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Owe a digest now."""
        exchange = await pressed(body, context)
        await flow.request_now(ctx, exchange, home(exchange))
        await ack()
        tell(body, blocks_status.now_line(exchange, home(exchange)))

    async def preview_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Show what would be posted."""
        exchange = await pressed(body, context)
        await ack()
        url = body.get("response_url")
        if url:
            ctx.outbox.spawn(preview(exchange, home(exchange), url), "preview")

    async def off_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """End every schedule of the exchange."""
        exchange = await pressed(body, context)
        ended = await flow.end_schedules(ctx, exchange, None)
        await ack()
        tell(body, blocks_status.ended_line(ended))

    async def shown(exchange: Exchange, command: str) -> CommandReply:
        return CommandReply("Digests", blocks_status.blocks(await flow.get_status(ctx, exchange), command, ctx.clock()))

    async def preview(exchange: Exchange, channel_id: str, response_url: str) -> None:
        """Make a digest as it would be posted in a channel now, and show it to one person."""
        if exchange.state == "draft":
            ctx.outbox.send_ephemeral(response_url, "This exchange has not opened yet, so there is nothing to say.")
            return
        base = await flow.get_last(ctx, exchange, channel_id)
        made = digest_body(await flow.compose(ctx, runs, exchange, base=base))
        note = context_block(f":eyes: Preview, seen by you alone, {when(ctx.clock())}. It would go to <#{channel_id}>.")
        ctx.outbox.send_ephemeral(
            response_url,
            made["text"],
            [note, *made["blocks"]],
            otherwise=[note, *plain_blocks(made)] if made["chart"] else None,
        )

    def tell(body: dict[str, Any], text: str) -> None:
        url = body.get("response_url")
        if url:
            ctx.outbox.post_response(url, {"replace_original": True, "text": text, "blocks": [section(text)]})
        else:
            ctx.outbox.post_message(body["user"]["id"], text)

    app.action(blocks_status.NOW)(now_pressed)
    app.action(blocks_status.PREVIEW)(preview_pressed)
    app.action(blocks_status.OFF)(off_pressed)
    verbs.add(
        "digest",
        digest_verb,
        form='digest [now | preview | every "mon 09:00" | off] [--channel=#name]',
        does="post what people say so far, now or on a schedule",
        for_moderators=True,
    )


def home(exchange: Exchange) -> str:
    """Return the exchange's own channel. Raises KindError where it has none yet."""
    if exchange.channel_id is None:
        raise KindError("This exchange is not announced in a channel yet. Name one with `--channel=#name`.")
    return exchange.channel_id
