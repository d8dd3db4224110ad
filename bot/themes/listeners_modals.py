"""Bolt listeners for the modals behind Home's *Themes*: the same changes as by the subcommand."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.errors import InputError
from bot.domain.access import require_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.roles import require_moderator
from bot.slack.blocks import Block, state_of
from bot.slack.errors import error_text
from bot.slack.modals import change_modal, open_modal, try_modal, update_root_modal
from bot.slack.mrkdwn import one_line
from bot.themes import blocks, flow, modals, queries
from bot.themes.flow import Split
from bot.themes.parse import ThemeCommand, parse_theme
from bot.themes.payloads import Payload, parse_value
from bot.themes.undo import get_last_change, undo_change
from storage.exchanges import Exchange
from storage.theme_changes import Change

_FIELDS = {"rename": modals.NAME, "merge": modals.GOAL, "move": modals.NUMBER, "seed": modals.NAME}
"""The field of a form at which its errors are shown."""


async def open_list(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the list."""
    exchange, _ = await _read(ctx, actor, _value_of(action))
    await open_modal(ctx, actor, body, await _list(ctx, actor, exchange))
    await ack()


async def choose(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context, split_theme: Split
) -> None:
    """Begin what was chosen for a theme."""
    exchange, payload = await _read(ctx, actor, _value_of(action))
    texts, begun = actor.texts, payload.begun
    what = begun.split()[0]
    if what == "show":
        view = modals.theme_modal(texts, exchange, await queries.get_details(ctx, exchange, int(begun.split("t")[-1])))
    elif what in {"rename", "merge"}:
        view = modals.form_modal(texts, exchange, await queries.load_snapshot(ctx, exchange), begun)
    elif what == "split":
        await ack()
        ctx.outbox.spawn(_split_later(ctx, actor, body, exchange, parse_theme(begun), split_theme), "theme_split")
        return
    else:
        view = await _preview(ctx, actor, exchange, parse_theme(begun), split_theme)
    await open_modal(ctx, actor, body, view)
    await ack()


async def begin(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Begin what is about no single theme."""
    exchange, _ = await _read(ctx, actor, _value_of(action))
    what = str(action["action_id"]).rsplit(".", 1)[-1]
    if what == "undo":
        view = modals.undo_preview_modal(actor.texts, exchange, await get_last_change(ctx, exchange))
    else:
        view = modals.form_modal(actor.texts, exchange, await queries.load_snapshot(ctx, exchange), what)
    await open_modal(ctx, actor, body, view)
    await ack()


async def submit_form(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], actor: Actor, ctx: Context, split_theme: Split
) -> None:
    """Show what would change; what cannot be done is said at the field."""
    exchange, payload = await _read(ctx, actor, view["private_metadata"])
    begun = payload.begun
    field = _FIELDS.get(begun.split()[0])
    if field is None:
        raise UserError("themes.outdated")
    try:
        command = parse_theme(_command_of_form(begun, body), actor.locale)
        shown = await _preview(ctx, actor, exchange, command, split_theme)
    except InputError as refusal:
        await ack(response_action="errors", errors={field: error_text(actor.texts, refusal, is_form=True)})
        return
    await ack(response_action="update", view=shown)


async def apply(
    ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], actor: Actor, ctx: Context, split_theme: Split
) -> None:
    """Do what was previewed."""
    exchange, payload = await _read(ctx, actor, view["private_metadata"])
    texts = actor.texts
    turn, command = payload.planned
    if command.what == "split":
        await ack(response_action="update", view=modals.notice_modal(texts, texts("themes.moment")))
        ctx.outbox.spawn(_apply_later(ctx, actor, body, exchange, command, turn, split_theme), "theme_split")
        return
    try:
        change = await flow.apply_command(ctx, actor, exchange, command, turn, split_theme)
    except UserError as refusal:
        await ack(response_action="update", view=modals.notice_modal(texts, error_text(texts, refusal)))
        return
    await ack()
    update_root_modal(ctx, actor, body, await _list(ctx, actor, exchange, blocks.done_text(texts, change)))


async def undo(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Take a change back."""
    exchange, payload = await _read(ctx, actor, view["private_metadata"])
    texts = actor.texts
    try:
        change = await undo_change(ctx, exchange, payload.change_id)
    except UserError as refusal:
        await ack(response_action="update", view=modals.notice_modal(texts, error_text(texts, refusal)))
        return
    await ack()
    update_root_modal(ctx, actor, body, await _list(ctx, actor, exchange, blocks.taken_back_text(texts, change)))


def _value_of(action: dict[str, Any]) -> str:
    """Return the value of a button, or of what was chosen in a menu."""
    return str(action.get("value") or (action.get("selected_option") or {}).get("value") or "")


async def _read(ctx: Context, actor: Actor, value: str) -> tuple[Exchange, Payload]:
    """Return the exchange of a value or metadata, and the rest. Moderators only: raises UserError."""
    await require_moderator(ctx, actor)
    payload = parse_value(value)
    async with ctx.storage.read() as db:
        return require_started(await get_exchange(db, actor, payload.exchange_id)), payload


async def _list(ctx: Context, actor: Actor, exchange: Exchange, note: str = "") -> Block:
    return modals.list_modal(actor.texts, exchange, await queries.list_themes(ctx, exchange), note)


async def _preview(ctx: Context, actor: Actor, exchange: Exchange, command: ThemeCommand, split: Split) -> Block:
    planned = await flow.plan(ctx, exchange, command, split)
    words = await queries.list_words(ctx, exchange, planned.examples)
    return modals.preview_modal(actor.texts, exchange, planned, command, words)


async def _split_later(
    ctx: Context, actor: Actor, body: dict[str, Any], exchange: Exchange, command: ThemeCommand, split: Split
) -> None:
    """Say that it takes a moment, then show what the theme would be split into."""
    texts = actor.texts
    waits = modals.notice_modal(texts, texts("themes.looking", key=f"t{command.themes[0]}"))
    view_id = await try_modal(ctx, actor, body["trigger_id"], waits, is_over=True)
    if view_id is None:
        ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, texts("errors.modal_not_opened"))
        return
    try:
        view = await _preview(ctx, actor, exchange, command, split)
    except UserError as refusal:
        view = modals.notice_modal(texts, error_text(texts, refusal))
    except Exception:
        await change_modal(ctx, actor, view_id, modals.notice_modal(texts, texts("themes.failed")))
        raise
    await change_modal(ctx, actor, view_id, view)


async def _apply_later(
    ctx: Context,
    actor: Actor,
    body: dict[str, Any],
    exchange: Exchange,
    command: ThemeCommand,
    turn: int,
    split: Split,
) -> None:
    texts, view_id = actor.texts, body["view"]["id"]
    change: Change | None = None
    try:
        change = await flow.apply_command(ctx, actor, exchange, command, turn, split)
        text = blocks.done_text(texts, change)
    except UserError as refusal:
        text = error_text(texts, refusal)
    except Exception:
        await change_modal(ctx, actor, view_id, modals.notice_modal(texts, texts("themes.failed")))
        raise
    await change_modal(ctx, actor, view_id, modals.notice_modal(texts, text))
    if change is not None:
        update_root_modal(ctx, actor, body, await _list(ctx, actor, exchange, text))


def _command_of_form(begun: str, body: dict[str, Any]) -> str:
    """Return what a form asks for, as the subcommand would say it."""

    def of(field: str) -> str:
        return one_line(str(state_of(body, field, field) or "")).replace('"', "'")

    what = begun.split(maxsplit=1)[0]
    if what == "rename":
        return f'{begun} "{of(modals.NAME)}"'
    if what == "merge":
        return f"{begun} {of(modals.GOAL)}"
    if what == "move":
        number = of(modals.NUMBER).lstrip("#")
        return f"move #{number} {of(modals.GOAL)}"
    return f'seed "{of(modals.NAME)}" {of(modals.WORDS)}'


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(modals.OPEN)(open_list)
    app.action(re.compile(rf"^{re.escape(modals.ACT)}\.t\d+$"))(choose)
    app.action(re.compile(rf"^{re.escape(modals.DO)}\.(move|seed|undo)$"))(begin)
    app.view(modals.FORM)(submit_form)
    app.view(modals.SURE)(apply)
    app.view(modals.BACK)(undo)
