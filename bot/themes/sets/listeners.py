"""Bolt listeners for sets of themes: the subcommand, the list behind *Themes*, and the buttons of a set."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.access import require_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.domain.roles import require_moderator
from bot.slack.blocks import Block, escape, section
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import open_modal
from bot.slack.mrkdwn import plain_words
from bot.themes.sets import blocks, flow
from bot.themes.sets.parse import SetCommand, form_text, parse_sets
from storage.exchanges import Exchange

Json = dict[str, Any]

_MAX_DIGITS = 10


async def sets_command(request: CommandRequest) -> CommandReply:
    """`/exchange sets …`."""
    ctx, actor = request.ctx, request.actor
    command = parse_sets(plain_words(request.rest), actor.locale)
    exchange = require_started(
        await resolve_exchange(ctx, actor, command.slug, request.channel_id, command=request.command)
    )
    texts = actor.texts
    if command.what == "list":
        listed = await flow.list_sets(ctx, exchange)
        return CommandReply(texts("sets.title"), blocks.list_blocks(texts, exchange, listed))
    return CommandReply(texts("sets.title"), await _do(ctx, actor, exchange, command))


async def _do(
    ctx: Context, actor: Actor, exchange: Exchange, command: SetCommand, *, seen: int | None = None
) -> list[Block]:
    """Do what a command says, and return what the moderator reads. seen: the revision on a button."""
    texts = actor.texts
    if command.what == "show":
        return blocks.set_blocks(texts, exchange, await flow.get_set(ctx, exchange, command.number))
    if command.what == "delete":  # asks first
        one = await flow.get_set(ctx, exchange, command.number)
        return blocks.done_blocks(texts, exchange, one, texts("sets.delete_by_button", name=escape(one.name)))
    if command.what == "first":
        return await _show_first(ctx, actor, exchange, command.number)
    if command.what == "new":
        number = await flow.copy_computed(ctx, exchange, command.name)
        made = await flow.get_set(ctx, exchange, number)
        return blocks.done_blocks(texts, exchange, made, texts("sets.done_new", name=escape(made.name)))
    after = await flow.change(ctx, exchange, command, seen=seen)
    keys = {f"theme{at}": f"t{number}" for at, number in enumerate((*command.themes, 0, 0)[:2])}
    what = "rename_set" if command.what == "rename" and not command.themes else command.what
    facts = {"name": escape(command.name), "number": command.comment or 0, "set": escape(after.name)}
    return blocks.done_blocks(texts, exchange, after, texts(f"sets.done_{what}", **facts, **keys))


async def _show_first(ctx: Context, actor: Actor, exchange: Exchange, number: int | None) -> list[Block]:
    texts = actor.texts
    one = await flow.show_first(ctx, exchange, number)
    if one is None:
        return [section(texts("sets.done_computed_first", form=form_text("first", texts.language, slug=exchange.slug)))]
    now = await flow.get_set(ctx, exchange, number)
    return blocks.done_blocks(texts, exchange, now, texts("sets.done_first", name=escape(one.name)))


async def open_list(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the list from the themes."""
    exchange, _, _ = await _read(ctx, actor, action, has_set=False)
    listed = await flow.list_sets(ctx, exchange)
    await open_modal(ctx, actor, body, blocks.list_modal(actor.texts, exchange, listed))
    await ack()


async def first(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Show a set, or the computed one, first."""
    exchange, number, _ = await _read(ctx, actor, action)
    shown = await _show_first(ctx, actor, exchange, number or None)
    await ack()
    _show(ctx, actor, body, shown)


async def undo(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Take the last change of a set back."""
    exchange, number, seen = await _read(ctx, actor, action)
    shown = await _do(ctx, actor, exchange, SetCommand("undo", number=number), seen=seen)
    await ack()
    _show(ctx, actor, body, shown)


async def delete(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Delete a set, after Slack's own question."""
    exchange, number, seen = await _read(ctx, actor, action)
    one = await flow.delete(ctx, exchange, number, seen=seen)
    await ack()
    form = form_text("new", actor.texts.language, slug=exchange.slug)
    text = actor.texts("sets.done_delete", name=escape(one.name), form=form)
    _show(ctx, actor, body, [section(text)])


async def _read(ctx: Context, actor: Actor, action: Json, *, has_set: bool = True) -> tuple[Exchange, int, int]:
    """Return the exchange, the set and the revision of a button. Moderators only: raises UserError."""
    await require_moderator(ctx, actor)
    exchange_id, *numbers = str(action.get("value") or "").split("|")
    are_numbers = all(each.isascii() and each.isdecimal() and len(each) <= _MAX_DIGITS for each in numbers)
    if len(numbers) > 2 or bool(numbers) != has_set or not are_numbers:  # noqa: PLR2004 - the set and its revision
        raise UserError("themes.outdated")
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, parse_exchange_id(exchange_id))
    number, revision = (*map(int, numbers), 0, 0)[:2]
    return require_started(exchange), number, revision


def _show(ctx: Context, actor: Actor, body: Json, shown: list[Block]) -> None:
    ctx.outbox.replace_or_post(actor.tenant_id, body, actor.texts("sets.title"), shown)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks.OPEN)(open_list)
    app.action(blocks.FIRST)(first)
    app.action(blocks.UNDO)(undo)
    app.action(blocks.DELETE)(delete)
