"""The forms of moderators: `new`, a draft edited, another close date."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.roles import require_moderator
from bot.exchanges import actions, blocks_draft, blocks_form, blocks_status, flow, reply_target, resolve
from bot.exchanges.blocks_form import Origin, read_origin
from bot.exchanges.draft import CLOSES, Draft, check_dates
from bot.exchanges.parse_draft import from_form, from_line, moment
from bot.slack import action_ids
from bot.slack.blocks import state_of
from bot.slack.channels import is_channel
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.errors import KindError
from bot.slack.middleware import get_actor
from bot.slack.modals import open_modal
from storage.exchanges import Exchange
from storage.models import new_id

_COMMAND = "/exchange"
_WHAT = "run exchanges"


def register(app: AsyncApp, ctx: Context, verbs: Subcommands) -> None:
    """Hang the forms' listeners on the app."""

    async def new_verb(asked: CommandRequest) -> CommandReply | None:
        """`/exchange new`: the form; with a question, a draft from one line."""
        order = resolve.parse_command("new", asked)
        if not order.words and not order.flags:
            body = {
                "trigger_id": asked.trigger_id,
                "response_url": asked.response_url,
                "user": {"id": asked.actor.slack_user_id},
            }
            draft = Draft("", channel_id=asked.channel_id if is_channel(asked.channel_id) else None)
            await open_modal(
                ctx, body, blocks_form.form(draft, origin(reply_target.command_target(asked.response_url)), is_new=True)
            )
            return None
        zone = await actions.zone_of(ctx, asked.actor)
        draft, opens_now = from_line(
            order,
            command=asked.command,
            here=asked.channel_id,
            zone=zone,
            now=ctx.clock(),
            locale=asked.actor.locale,
        )
        exchange = await flow.save_draft(ctx, asked.actor, draft)
        if opens_now:
            card = await actions.opened(
                ctx,
                asked.actor,
                exchange.exchange_id,
                tell=lambda text: ctx.outbox.send_ephemeral(asked.response_url, text),
            )
        else:
            card = await actions.draft(ctx, asked.actor.texts, exchange, asked.command)
        has_times = draft.opens_at is not None or draft.closes_at is not None
        return CommandReply(*(actions.name_zone(asked.actor.texts, card, zone) if has_times else card))

    async def new_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the form of a new exchange."""
        await require_moderator(ctx, get_actor(context), _WHAT)
        await open_modal(ctx, body, blocks_form.form(Draft(""), origin(reply_target.click_target(body)), is_new=True))
        await ack()

    async def edit_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open a draft in the form."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        exchange = await flow.find_draft(ctx, actor, parse_exchange_id(body["actions"][0].get("value")))
        draft = flow.to_draft(exchange, await flow.list_seed_texts(ctx, exchange))
        there = replace(origin(reply_target.click_target(body), exchange.exchange_id), seen=draft.marks())
        await open_modal(ctx, body, blocks_form.form(draft, there, is_new=False))
        await ack()

    async def form_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the draft, then show its card."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        there = read_origin(body["view"]["private_metadata"])
        draft = from_form(body, zone=await actions.zone_of(ctx, actor), now=ctx.clock())
        try:
            exchange = await flow.save_draft(ctx, actor, draft, there.exchange_id, seen=there.seen)
        except flow.DraftChangedError as changed:
            await ack(response_action="update", view=blocks_form.changed_form(draft, changed.now, there))
            return
        await ack()
        ctx.outbox.spawn(show_draft(actor, there, exchange), "draft")

    async def show_draft(actor: Actor, there: Origin, exchange: Exchange) -> None:
        card = await actions.draft(ctx, actor.texts, exchange, _COMMAND)
        reply_target.send_card(ctx, there, actor.slack_user_id, *card)

    async def dates_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the form of a close date."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        async with ctx.storage.read() as db:
            exchange = await get_exchange(db, actor.tenant_id, parse_exchange_id(body["actions"][0].get("value")))
        exchange = exchange.as_of(ctx.clock())
        if exchange.state == "closed":
            raise KindError(flow.not_open_line(exchange))
        there = origin(reply_target.click_target(body), exchange.exchange_id)
        await open_modal(ctx, body, blocks_form.dates_form(exchange, there))
        await ack()

    async def dates_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep another close date."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        there = read_origin(body["view"]["private_metadata"])
        closes_at = moment(state_of(body, CLOSES, CLOSES))
        check_dates(None, closes_at, ctx.clock())
        async with ctx.storage.read() as db:
            before = await get_exchange(db, actor.tenant_id, there.exchange_id)
        exchange = await flow.set_close(ctx, actor, there.exchange_id, closes_at)
        await ack()
        reply_target.send_card(ctx, there, actor.slack_user_id, *actions.dated(ctx, exchange, before.closes_at))

    def origin(where: str, exchange_id: int | None = None) -> Origin:
        return Origin(exchange_id or new_id(), where, int(ctx.clock().timestamp()))

    app.action(action_ids.HOST_NEW)(new_pressed)
    app.action(blocks_draft.EDIT)(edit_pressed)
    app.view(blocks_form.FORM)(form_sent)
    app.action(blocks_status.DATES)(dates_pressed)
    app.view(blocks_form.DATES_FORM)(dates_sent)
    verbs.add(
        "new",
        new_verb,
        form='new ["question" --close="fri 17:00" …]',
        does="begin an exchange: with the form, or in one line",
        for_moderators=True,
    )
