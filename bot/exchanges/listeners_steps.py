"""Bolt listeners for the steps of the form of `new`: opened, sent, each change kept, what was begun thrown away."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain import kept_forms
from bot.domain.actor import Actor
from bot.domain.roles import require_moderator
from bot.exchanges import actions, blocks_form, form_values, template_form
from bot.exchanges.form_steps import STEPS, find_step
from bot.exchanges.origin import Origin, parse_origin
from bot.exchanges.parse_draft import from_form
from bot.exchanges.settings.declared import SETTINGS
from bot.slack.modals import open_modal, update_modal, update_root_modal
from bot.slack.timestamps import parse_slack_ts
from storage.models import new_id

Payload = dict[str, Any]

FIELDS = re.compile("^(" + "|".join(re.escape(setting.block_id) for setting in SETTINGS) + ")$")


async def keep_change(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Keep what is in the form, as it is written: Escape loses nothing."""
    await require_moderator(ctx, actor)
    if (body.get("view") or {}).get("callback_id") in {blocks_form.FORM, blocks_form.STEP_FORM}:
        at = parse_slack_ts(action.get("action_ts"))
        await form_values.keep(ctx, actor, _origin(body), form_values.read_view(body), at=at / 1_000_000 if at else 0.0)
    await ack()


async def open_step(ack: AsyncAck, action: Payload, body: Payload, actor: Actor, ctx: Context) -> None:
    """Open a step over the form, or in place of the step that leads to it; what is written is kept."""
    await require_moderator(ctx, actor)
    place, origin = find_step(str(action.get("value"))), _origin(body)
    written = form_values.read_view(body)
    if written:
        await form_values.keep(ctx, actor, origin, written)
    base, raw = await form_values.load(ctx, actor, origin)
    writer = await actions.get_writer(ctx, actor)
    draft = form_values.fill(raw, base, writer)
    view = blocks_form.step_form(actor.texts, draft, origin, place, writer)
    if (body.get("view") or {}).get("callback_id") == blocks_form.STEP_FORM:
        update_modal(ctx, actor, body, view)
    else:
        await open_modal(ctx, actor, body, view)
    await ack()


async def send_step(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Keep a step and show the next one; after the last one the form is on top again."""
    await require_moderator(ctx, actor)
    origin, writer = parse_origin(body["view"]["private_metadata"]), await actions.get_writer(ctx, actor)
    place = origin.step % len(STEPS)
    base, raw = await form_values.load(ctx, actor, origin)
    raw |= form_values.read_view(body)
    from_form(raw, writer, base, only=STEPS[place].settings)
    await form_values.keep(ctx, actor, origin, form_values.read_view(body))
    draft = form_values.fill(raw, base, writer)
    is_new = origin.seen is None
    choices = await template_form.list_choices(ctx, actor) if is_new else []
    again = replace(origin, step=0)
    if place + 1 < len(STEPS):
        view = blocks_form.step_form(actor.texts, draft, origin, place + 1, writer)
        await ack(response_action="update", view=view)
    else:
        await ack()
    form = blocks_form.form(actor.texts, draft, again, is_new=is_new, choices=choices)
    update_root_modal(ctx, actor, body, form)


async def discard(ack: AsyncAck, body: Payload, actor: Actor, ctx: Context) -> None:
    """Throw away what was begun, and show the form as it was before."""
    await require_moderator(ctx, actor)
    origin = _origin(body)
    await kept_forms.drop(ctx, actor, origin.exchange_id)
    again = replace(origin, turn=origin.turn + 1)
    base = await form_values.load_base(ctx, actor, again)
    is_new = origin.seen is None
    choices = await template_form.list_choices(ctx, actor) if is_new else []
    await ack()
    update_modal(ctx, actor, body, blocks_form.form(actor.texts, base, again, is_new=is_new, choices=choices))


def _origin(body: Payload) -> Origin:
    metadata = str((body.get("view") or {}).get("private_metadata") or "")
    return parse_origin(metadata) if metadata else Origin(new_id())


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(FIELDS)(keep_change)
    app.action(re.compile(rf"^{re.escape(blocks_form.STEP)}\.[a-z]+$"))(open_step)
    app.action(blocks_form.DISCARD)(discard)
    app.view(blocks_form.STEP_FORM)(send_step)
