"""Bolt listeners of the card that asks moderators whether the names of themes are right."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.errors import InputError
from bot.domain.access import require_started
from bot.domain.actor import Actor
from bot.domain.exchanges import get_exchange
from bot.domain.roles import require_moderator
from bot.slack.blocks import escape, section, state_of
from bot.slack.errors import error_text
from bot.slack.modals import open_modal
from bot.slack.mrkdwn import one_line
from bot.themes import blocks_names, flow, modals
from bot.themes.flow import Split
from bot.themes.names import Answer, confirm_names, load_names
from bot.themes.parse import parse_theme
from bot.themes.payloads import Payload, parse_value
from bot.themes.queries import load_snapshot, require_theme
from storage.exchanges import Exchange


async def right_pressed(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Let the first digest go out with the names on the card; where they changed since, show them first."""
    exchange, payload = await _read(ctx, actor, str(action.get("value") or ""))
    texts = actor.texts
    answer = await confirm_names(ctx, exchange, payload.names_mark)
    names = await load_names(ctx, exchange)
    await ack()
    if answer is Answer.TAKEN:
        text, shown = blocks_names.thanks(texts, exchange, names)
    elif answer is Answer.CHANGED:
        text, shown = blocks_names.names_card(texts, exchange, names, note=texts("names.changed"))
    else:
        text = texts("names.settled")
        shown = [section(text)]
    ctx.outbox.replace_or_post(actor.tenant_id, body, text, shown)


async def rename_pressed(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Open the form for another name."""
    exchange, payload = await _read(ctx, actor, str(action.get("value") or ""))
    theme = require_theme(await load_snapshot(ctx, exchange), payload.theme_number)
    await open_modal(ctx, actor, body, blocks_names.rename_form(actor.texts, exchange, theme, _card_of(body)))
    await ack()


async def form_submitted(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], actor: Actor, ctx: Context, split_theme: Split
) -> None:
    """Rename the theme, then show the card with its new name; what is wrong is said at the field."""
    exchange, payload = await _read(ctx, actor, view["private_metadata"])
    texts, name = actor.texts, one_line(str(state_of(body, blocks_names.NAME, blocks_names.NAME) or ""))
    try:
        command = parse_theme('rename t{} "{}"'.format(payload.theme_number, name.replace('"', "'")), actor.locale)
        await flow.apply(ctx, actor, exchange, await flow.plan(ctx, exchange, command, split_theme))
    except InputError as refusal:
        errors = {blocks_names.NAME: error_text(texts, refusal, is_form=True)}
        await ack(response_action="errors", errors=errors)
        return
    note = texts("names.renamed", key=f"t{payload.theme_number}", name=escape(command.name))
    await ack(response_action="update", view=modals.notice_modal(texts, note))
    channel, _, ts = payload.card.partition(":")
    if channel and ts:
        text, card = blocks_names.names_card(texts, exchange, await load_names(ctx, exchange), note=note)
        ctx.outbox.update_message(actor.tenant_id, channel, ts, text, card)


async def _read(ctx: Context, actor: Actor, value: str) -> tuple[Exchange, Payload]:
    """Return the exchange of a value or metadata, and the rest. Moderators only: raises UserError."""
    await require_moderator(ctx, actor)
    payload = parse_value(value)
    async with ctx.storage.read() as db:
        return require_started(await get_exchange(db, actor, payload.exchange_id)), payload


def _card_of(body: dict[str, Any]) -> str:
    """Return "CHANNEL:TS" of the clicked card; "" where it is one that cannot be changed later."""
    container = body.get("container") or {}
    if container.get("type") != "message" or container.get("is_ephemeral"):
        return ""
    return f"{container.get('channel_id')}:{container.get('message_ts')}"


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks_names.RIGHT)(right_pressed)
    app.action(re.compile(rf"^{re.escape(blocks_names.RENAME)}\.t\d+$"))(rename_pressed)
    app.view(blocks_names.FORM)(form_submitted)
