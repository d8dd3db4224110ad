"""Bolt listeners for the moderators' forms: `new`, a draft edited, another close date."""

from dataclasses import replace
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain import kept_forms
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.roles import require_moderator
from bot.exchanges import (
    actions,
    blocks_draft,
    blocks_form,
    blocks_status,
    csv_form,
    flow,
    form_values,
    listeners_steps,
    reply_target,
    status,
    template_form,
)
from bot.exchanges.draft import Draft
from bot.exchanges.origin import Origin, parse_origin
from bot.exchanges.parse_draft import from_form, from_line
from bot.exchanges.settings.declared import CLOSES, FROM_CSV, RETENTION, SETTINGS
from bot.slack import action_ids
from bot.slack.blocks import state_of
from bot.slack.channels import is_channel
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import open_modal
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.models import new_id

_COMMAND = "/exchange"  # where a click does not say how the manifest names it

Payload = dict[str, Any]


async def new_exchange(request: CommandRequest) -> CommandReply | None:
    """`/exchange new`: the form; with a question, a draft from one line."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    if FROM_CSV.name in parsed.flags:
        if parsed.words or len(parsed.flags) > 1:
            raise UserError("csv.alone", command=request.command)
        asked = {"trigger_id": request.trigger_id, "response_url": request.response_url}
        here = request.channel_id if is_channel(request.channel_id) else None
        origin = replace(_origin(ctx, reply_target.command_target(request.response_url)), channel_id=here)
        await open_modal(ctx, actor, asked, csv_form.csv_form(actor.texts, origin))
        return None
    if not parsed.words and not parsed.flags:
        body = {
            "trigger_id": request.trigger_id,
            "response_url": request.response_url,
            "user": {"id": actor.slack_user_id},
        }
        channel_id = request.channel_id if is_channel(request.channel_id) else None
        await _open_new_form(ctx, actor, body, reply_target.command_target(request.response_url), channel_id)
        return None
    writer = await actions.get_writer(ctx, actor, here=request.channel_id)
    template = await template_form.find_flag(ctx, actor, parsed, writer)
    if template is not None and not parsed.words and len(parsed.flags) == 1:
        await _open_filled_form(request, template)
        return None
    draft, opens_now = from_line(parsed, writer, command=request.command, template=template)
    exchange = await flow.save_draft(ctx, actor, draft)
    if opens_now:
        send = partial(ctx.outbox.send_ephemeral, request.response_url)
        card = await actions.open_exchange(ctx, actor, exchange.exchange_id, send=send)
    else:
        card = await status.get_draft_card(ctx, actor.texts, exchange, request.command)
    has_times = draft.opens_at is not None or draft.closes_at is not None
    return CommandReply(*(actions.name_zone(actor.texts, card, writer.zone) if has_times else card))


async def _open_filled_form(request: CommandRequest, draft: Draft) -> None:
    ctx, actor = request.ctx, request.actor
    target = reply_target.command_target(request.response_url)
    origin = replace(_origin(ctx, target), channel_id=draft.channel_id)
    await form_values.keep(ctx, actor, origin, form_values.to_raw(draft))
    view = blocks_form.form(
        actor.texts, draft, origin, is_new=True, choices=await template_form.list_choices(ctx, actor)
    )
    asked = {"trigger_id": request.trigger_id, "response_url": request.response_url}
    await open_modal(ctx, actor, asked, view)


async def open_new_form(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open the form of a new exchange."""
    await require_moderator(ctx, actor)
    await _open_new_form(ctx, actor, body, reply_target.click_target(body))
    await ack()


async def _open_new_form(ctx: Context, actor: Actor, body: Payload, target: str, channel_id: str | None = None) -> None:
    origin = replace(_origin(ctx, target), channel_id=channel_id)
    begun = await kept_forms.find_new(ctx, actor)
    draft = Draft("", channel_id=channel_id, language=actor.texts.language)
    if begun is not None:
        origin = replace(origin, exchange_id=begun.form_id, turn=1)
        draft = form_values.fill(begun.values, draft, await actions.get_writer(ctx, actor))
    choices = await template_form.list_choices(ctx, actor)
    form = blocks_form.form(actor.texts, draft, origin, is_new=True, choices=choices, is_kept=begun is not None)
    await open_modal(ctx, actor, body, form)


async def open_edit_form(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open a draft in the form, with changes to it that were begun and not sent."""
    await require_moderator(ctx, actor)
    exchange = await flow.find_draft(ctx, actor, parse_exchange_id(action.get("value")))
    draft = flow.to_draft(exchange, await flow.list_seed_texts(ctx, exchange))
    origin = replace(_origin(ctx, reply_target.click_target(body), exchange.exchange_id), seen=draft.marks())
    _, raw = await form_values.load(ctx, actor, origin)
    shown = form_values.fill(raw, draft, await actions.get_writer(ctx, actor)) if raw else draft
    is_kept = shown.marks() != draft.marks()
    await open_modal(ctx, actor, body, blocks_form.form(actor.texts, shown, origin, is_new=False, is_kept=is_kept))
    await ack()


async def save_draft(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Save the draft, then show its card."""
    await require_moderator(ctx, actor)
    origin = parse_origin(body["view"]["private_metadata"])
    base, raw = await form_values.load(ctx, actor, origin)
    raw |= form_values.read_view(body)
    try:
        draft = from_form(raw, await actions.get_writer(ctx, actor), base)
        exchange = await flow.save_draft(ctx, actor, draft, origin.exchange_id, seen=origin.seen)
    except flow.DraftChangedError as changed:
        untouched = {setting.name for setting in SETTINGS if setting.name not in raw}
        view, merged = blocks_form.changed_form(actor.texts, draft, changed.now, origin, untouched)
        await form_values.keep(ctx, actor, origin, form_values.to_raw(merged))
        await ack(response_action="update", view=view)
        return
    except UserError as error:
        raise form_values.name_elsewhere(actor.texts, error, body) from error
    await kept_forms.drop(ctx, actor, origin.exchange_id)
    await ack()
    ctx.outbox.spawn(_send_draft(ctx, actor, origin, exchange), "draft")


async def _send_draft(ctx: Context, actor: Actor, origin: Origin, exchange: Exchange) -> None:
    card = await status.get_draft_card(ctx, actor.texts, exchange, _COMMAND)
    reply_target.send_card(ctx, actor, origin, *card)


async def open_dates_form(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open the form of a close date."""
    await require_moderator(ctx, actor)
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, parse_exchange_id(action.get("value")))
    exchange = exchange.as_of(ctx.clock())
    if exchange.state == ExchangeState.CLOSED:
        raise flow.not_open_error(exchange)
    origin = _origin(ctx, reply_target.click_target(body), exchange.exchange_id)
    await open_modal(ctx, actor, body, blocks_form.dates_form(actor.texts, exchange, origin))
    await ack()


async def save_close_date(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Save another close date, and a shorter retention."""
    await require_moderator(ctx, actor)
    origin = parse_origin(body["view"]["private_metadata"])
    chosen = state_of(body, CLOSES.block_id, CLOSES.block_id)
    closes_at = CLOSES.parse(chosen) if chosen else None
    CLOSES.check({CLOSES.name: closes_at}, ctx.clock())
    async with ctx.storage.read() as db:
        before = await get_exchange(db, actor, origin.exchange_id)
    days = state_of(body, RETENTION.block_id, RETENTION.block_id)
    retention_days = RETENTION.parse(days) if days else before.retention_days
    exchange = await flow.set_close(ctx, actor, origin.exchange_id, closes_at, retention_days=retention_days)
    await ack()
    card = actions.close_date_card(ctx, actor.texts, exchange, before)
    reply_target.send_card(ctx, actor, origin, *card)


def _origin(ctx: Context, target: str, exchange_id: int | None = None) -> Origin:
    return Origin(exchange_id or new_id(), target, int(ctx.clock().timestamp()))


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    csv_form.register(app)
    listeners_steps.register(app)
    template_form.register(app)
    app.action(action_ids.EXCHANGE_NEW)(open_new_form)
    app.action(blocks_draft.EDIT)(open_edit_form)
    app.view(blocks_form.FORM)(save_draft)
    app.action(blocks_status.DATES)(open_dates_form)
    app.view(blocks_form.DATES_FORM)(save_close_date)
