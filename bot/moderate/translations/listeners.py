"""Bolt listeners for translations: the button that shows one, the moderators' form, and `/exchange translate`."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.policy import Act
from bot.domain.roles import require
from bot.moderate.resolve import require_number, resolve_comment
from bot.moderate.translations import blocks, flow
from bot.moderate.translations.payloads import TEXT, WHY, Ref, parse_correction, parse_ref
from bot.slack import action_ids
from bot.slack.blocks import section, state_of
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import open_modal, try_modal

Json = dict[str, Any]


async def show_translation(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Show a comment's translation in a window, over the one that was clicked in."""
    shown = await flow.show(ctx, actor, parse_ref(action.get("value")))
    await open_modal(ctx, actor, body, blocks.window(actor.texts, shown))
    await ack()


async def open_form(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the form in which a moderator corrects a translation."""
    await require(ctx, actor, Act.MODERATE)
    ref = parse_correction(action.get("value"))
    shown = await flow.show(ctx, actor, ref)
    await open_modal(ctx, actor, body, blocks.form(actor.texts, shown, ref))
    await ack()


async def form_sent(ack: AsyncAck, body: Json, view: Json, actor: Actor, ctx: Context) -> None:
    """Save the correction, then show it in the form's place."""
    await require(ctx, actor, Act.MODERATE)
    ref = parse_correction(view.get("private_metadata"))
    text, why = (state_of(body, each, each) or "" for each in (TEXT, WHY))
    shown = await flow.correct(ctx, actor, ref, text=text, why=why)
    await ack(
        response_action="update",
        view=blocks.window(actor.texts, shown, note=actor.texts("translate.saved")),
    )


async def translate_command(request: CommandRequest) -> CommandReply | None:
    """`/exchange translate [exchange]#412`: the window for any comment."""
    ctx, actor = request.ctx, request.actor
    case = await resolve_comment(request, *require_number(request, request.parse()))
    shown = await flow.show(ctx, actor, Ref(case.exchange_id, case.number))
    if await try_modal(ctx, actor, request.trigger_id, blocks.window(actor.texts, shown)):
        return None
    text = actor.texts("errors.modal_not_opened")
    return CommandReply(text, [section(text)])


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(action_ids.TRANSLATE_SHOW)(show_translation)
    app.action(re.compile(rf"^{re.escape(blocks.CORRECT)}\.[a-z]{{2}}$"))(open_form)
    app.view(blocks.MODAL)(form_sent)
