"""Bolt listeners for themes: the subcommand, and the buttons under what it shows. For moderators."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.domain.resolve import resolve_exchange
from bot.domain.roles import require_moderator
from bot.slack.blocks import Block, section
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.errors import error_text
from bot.slack.mrkdwn import plain_words
from bot.themes import blocks, blocks_names, flow, listeners_modals, listeners_names, listeners_quality, queries
from bot.themes.flow import Split
from bot.themes.names import load_names
from bot.themes.parse import ThemeCommand, parse_theme
from bot.themes.payloads import Payload, parse_value
from bot.themes.sets import listeners as listeners_sets
from bot.themes.undo import get_last_change, undo_change
from storage.exchanges import Exchange


async def theme_command(request: CommandRequest, split_theme: Split) -> CommandReply:
    """`/exchange theme …`."""
    ctx, actor = request.ctx, request.actor
    command = parse_theme(plain_words(request.rest), actor.locale)
    exchange = await resolve_exchange(ctx, actor, command.slug, request.channel_id, command=request.command)
    texts = actor.texts
    if command.what == "list":
        listed = blocks.list_blocks(texts, exchange, await queries.list_themes(ctx, exchange))
        return CommandReply(texts("themes.title"), listed)
    if command.what == "names":
        return CommandReply(*blocks_names.names_card(texts, exchange, await load_names(ctx, exchange)))
    if command.what == "show":
        details = await queries.get_details(ctx, exchange, command.themes[0])
        return CommandReply(texts("themes.title"), blocks.theme_blocks(texts, exchange, details))
    if command.what == "undo":
        change = await get_last_change(ctx, exchange)
        return CommandReply(texts("themes.take_back_line"), blocks.undo_preview(texts, exchange, change))
    if command.what == "split":  # the worker may take longer than Slack waits
        ctx.outbox.spawn(
            _preview_later(ctx, actor, exchange, command, split_theme, request.response_url), "theme_split"
        )
        return CommandReply(texts("themes.looking", key=f"t{command.themes[0]}"))
    return CommandReply(texts("themes.before_line"), await _preview(ctx, actor, exchange, command, split_theme))


async def apply(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context, split_theme: Split
) -> None:
    """Do what was previewed."""
    exchange, payload = await _read(ctx, actor, action)
    turn, command = payload.planned
    if command.what == "split":
        await ack()
        ctx.outbox.spawn(_apply_later(ctx, actor, exchange, command, turn, split_theme, body), "theme_split")
        return
    change = await flow.apply_command(ctx, actor, exchange, command, turn, split_theme)
    await ack()
    _show(ctx, actor, body, blocks.done_blocks(actor.texts, exchange, change))


async def cancel(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Leave everything unchanged."""
    await _read(ctx, actor, action)
    await ack()
    _show(ctx, actor, body, [section(actor.texts("themes.nothing_changed"))])


async def undo(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Take a change back."""
    exchange, payload = await _read(ctx, actor, action)
    change = await undo_change(ctx, exchange, payload.change_id)
    await ack()
    _show(ctx, actor, body, [section(blocks.taken_back_text(actor.texts, change))])


async def _read(ctx: Context, actor: Actor, action: dict[str, Any]) -> tuple[Exchange, Payload]:
    """Return the exchange of a button, and the rest of its value. Moderators only: raises UserError."""
    await require_moderator(ctx, actor)
    payload = parse_value(str(action.get("value") or ""))
    async with ctx.storage.read() as db:
        return await get_exchange(db, actor, payload.exchange_id), payload


async def _preview(ctx: Context, actor: Actor, exchange: Exchange, command: ThemeCommand, split: Split) -> list[Block]:
    planned = await flow.plan(ctx, exchange, command, split)
    words = await queries.list_words(ctx, exchange, planned.examples)
    return blocks.preview(actor.texts, exchange, planned, command, words)


async def _preview_later(
    ctx: Context, actor: Actor, exchange: Exchange, command: ThemeCommand, split: Split, response_url: str
) -> None:
    texts = actor.texts
    try:
        shown = await _preview(ctx, actor, exchange, command, split)
        ctx.outbox.send_ephemeral(response_url, texts("themes.before_line"), shown)
    except UserError as refusal:
        text = error_text(texts, refusal)
        ctx.outbox.send_ephemeral(response_url, text, [section(text)])
    except Exception:
        text = texts("themes.failed")
        ctx.outbox.send_ephemeral(response_url, text, [section(text)])
        raise  # the outbox logs where it failed


async def _apply_later(
    ctx: Context,
    actor: Actor,
    exchange: Exchange,
    command: ThemeCommand,
    turn: int,
    split: Split,
    body: dict[str, Any],
) -> None:
    try:
        change = await flow.apply_command(ctx, actor, exchange, command, turn, split)
        _show(ctx, actor, body, blocks.done_blocks(actor.texts, exchange, change))
    except UserError as refusal:
        _show(ctx, actor, body, [section(error_text(actor.texts, refusal))])
    except Exception:
        _show(ctx, actor, body, [section(actor.texts("themes.failed"))])
        raise


def _show(ctx: Context, actor: Actor, body: dict[str, Any], shown: list[Block]) -> None:
    ctx.outbox.replace_or_post(actor.tenant_id, body, actor.texts("themes.title"), shown)


def register(app: AsyncApp, ctx: Context, split: Split) -> None:
    """Register the listeners."""
    ctx.provided["split_theme"] = split
    listeners_modals.register(app)
    listeners_names.register(app)
    listeners_quality.register(app)
    listeners_sets.register(app)
    app.action(blocks.APPLY)(apply)
    app.action(blocks.CANCEL)(cancel)
    app.action(blocks.UNDO)(undo)
