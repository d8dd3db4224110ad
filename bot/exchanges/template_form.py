"""Bolt listener for the menu of templates over the form of `new`, and the template that a line names."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.grammar import ParsedCommand
from bot.domain.actor import Actor
from bot.domain.roles import require_moderator
from bot.exchanges import actions, blocks_form, form_values, templates
from bot.exchanges.draft import Draft
from bot.exchanges.origin import Origin, parse_origin
from bot.exchanges.settings.declared import TEMPLATE
from bot.exchanges.settings.setting import Writer
from bot.exchanges.templates import Choice, Shipped
from bot.slack.blocks import Block, escape
from bot.slack.channels import is_channel
from bot.slack.modals import try_modal
from bot.texts import Texts
from storage import exchanges
from storage.exchanges import Exchange
from storage.models import new_id


async def list_there(ctx: Context, actor: Actor) -> list[Exchange]:
    """Return the exchanges of the workspace, which moderators may take for templates."""
    async with ctx.storage.read() as db:
        return await exchanges.list_all(db, actor.tenant_id)


async def list_choices(ctx: Context, actor: Actor) -> list[Choice]:
    """Return the templates that the form offers."""
    return templates.list_choices(actor.texts, await list_there(ctx, actor))


async def find_flag(ctx: Context, actor: Actor, parsed: ParsedCommand, writer: Writer) -> Draft | None:
    """Return the draft that `--template` asks for, None without it. Raises UserError."""
    if TEMPLATE.name not in parsed.flags:
        return None
    found = templates.find_named(str(parsed.flags[TEMPLATE.name]), await list_there(ctx, actor))
    here = writer.here if is_channel(writer.here) else None
    return templates.make_draft(actor.texts, found, writer, here)


def _filled_form(texts: Texts, draft: Draft, origin: Origin, choices: list[Choice], found: Shipped | Exchange) -> Block:
    name = found.slug if isinstance(found, Exchange) else templates.title(texts, found)
    notes = [texts("templates.filled", name=escape(name))]
    return blocks_form.form(texts, draft, origin, is_new=True, notes=notes, choices=choices)


async def choose_template(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Fill the form from the template that was chosen in its menu."""
    await require_moderator(ctx, actor)
    view = body.get("view") or {}
    metadata = str(view.get("private_metadata") or "")
    origin = parse_origin(metadata) if metadata else Origin(new_id())
    there = await list_there(ctx, actor)
    found = templates.find_chosen(str((action.get("selected_option") or {}).get("value") or ""), there)
    writer = await actions.get_writer(ctx, actor)
    draft = templates.make_draft(actor.texts, found, writer, origin.channel_id)
    choices = templates.list_choices(actor.texts, there)
    again = replace(origin, turn=origin.turn + 1)
    await form_values.keep(ctx, actor, origin, form_values.to_raw(draft))
    form = _filled_form(actor.texts, draft, again, choices, found)
    await ack()
    if not await try_modal(ctx, actor, body["trigger_id"], form, in_place_of=str(view.get("id"))):
        ctx.outbox.send_privately(actor, body.get("response_url"), actor.texts("errors.modal_not_opened"))


def register(app: AsyncApp) -> None:
    """Register the listener."""
    app.action(blocks_form.TEMPLATE)(choose_template)
