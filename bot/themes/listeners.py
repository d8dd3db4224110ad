"""Slack's doors into arranging themes: the verb, and the buttons under what it shows. For moderators."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.core.theme_grammar import ThemeCommand, parse_theme
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id
from bot.domain.resolve import resolve_exchange
from bot.domain.roles import require_moderator
from bot.slack.blocks import Block, section
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.errors import KindError, error_text
from bot.slack.middleware import get_actor
from bot.slack.mrkdwn import plain_words
from bot.texts import ENGLISH
from bot.themes import blocks, flow, listeners_modals, queries
from bot.themes.flow import Split
from storage.exchanges import Exchange

_WHAT = "arrange themes"
_FAILED = "That could not be worked out now. Nothing was changed: please try again in a moment."


def register(app: AsyncApp, ctx: Context, verbs: Subcommands, split: Split) -> None:
    """Hang this room's listeners on the app."""

    async def theme_verb(asked: CommandRequest) -> CommandReply:
        """`/exchange theme …`."""
        order = parse_theme(plain_words(asked.rest), asked.actor.locale)
        exchange = await resolve_exchange(ctx, asked.actor, order.slug, asked.channel_id, command=asked.command)
        if order.what == "list":
            return CommandReply("Themes", blocks.list_blocks(exchange, *await queries.list_themes(ctx, exchange)))
        if order.what == "show":
            return CommandReply("Theme", blocks.theme_blocks(await queries.get_details(ctx, exchange, order.themes[0])))
        if order.what == "undo":
            change = await flow.last_change(ctx, exchange)
            return CommandReply("Take this back?", blocks.undo_preview(exchange, change))
        if order.what == "split":  # the worker may take longer than Slack waits
            ctx.outbox.spawn(split_later(exchange, order, asked.response_url), "theme_split")
            return CommandReply(f"Looking for what t{order.themes[0]} could be split into …")
        return CommandReply("Before anything changes", await previewed(exchange, order))

    async def previewed(exchange: Exchange, order: ThemeCommand) -> list[Block]:
        planned = await flow.plan(ctx, exchange, order, split)
        words = await queries.list_words(ctx, exchange, planned.examples)
        return blocks.preview(exchange, planned, blocks.written_of(order), words)

    async def split_later(exchange: Exchange, order: ThemeCommand, response_url: str) -> None:
        try:
            ctx.outbox.send_ephemeral(response_url, "Before anything changes", await previewed(exchange, order))
        except UserError as refusal:
            ctx.outbox.send_ephemeral(
                response_url, error_text(ENGLISH, refusal), [section(error_text(ENGLISH, refusal))]
            )
        except Exception:
            ctx.outbox.send_ephemeral(response_url, _FAILED, [section(_FAILED)])
            raise  # whoever tracks the task writes where it failed

    async def pressed(body: dict[str, Any], context: AsyncBoltContext) -> tuple[Actor, Exchange, list[str]]:
        """Return who pressed, the exchange, and the rest of the value."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        exchange_id, *rest = str(body["actions"][0].get("value") or "").split("|", 2)
        async with ctx.storage.read() as db:
            return actor, await get_exchange(db, actor.tenant_id, parse_exchange_id(exchange_id)), rest

    async def apply_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Do what was previewed."""
        actor, exchange, rest = await pressed(body, context)
        if len(rest) != 2 or not rest[0].isdecimal():  # noqa: PLR2004 - turn and order
            raise KindError("I cannot read that button. Please write the command again.")
        order = parse_theme(rest[1])
        if order.what == "split":
            await ack()
            ctx.outbox.spawn(applied_later(actor, exchange, order, int(rest[0]), body), "theme_split")
            return
        change = await flow.applied(ctx, actor, exchange, order, int(rest[0]), split)
        await ack()
        put(body, blocks.done_blocks(exchange, change))

    async def applied_later(
        actor: Actor, exchange: Exchange, order: ThemeCommand, turn: int, body: dict[str, Any]
    ) -> None:
        try:
            change = await flow.applied(ctx, actor, exchange, order, turn, split)
            put(body, blocks.done_blocks(exchange, change))
        except UserError as refusal:
            put(body, [section(error_text(ENGLISH, refusal))])
        except Exception:
            put(body, [section(_FAILED)])
            raise

    async def cancel_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Leave everything as it is."""
        await pressed(body, context)
        await ack()
        put(body, [section("Nothing was changed.")])

    async def undo_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Take a change back."""
        _, exchange, rest = await pressed(body, context)
        change = await flow.undo(ctx, exchange, parse_exchange_id(rest[0] if rest else ""))
        await ack()
        put(body, [section(f":leftwards_arrow_with_hook: Taken back: {blocks.done_line(change)}")])

    def put(body: dict[str, Any], shown: list[Block]) -> None:
        ctx.outbox.replace_or_post(body, "Themes", shown)

    listeners_modals.register(app, ctx, split)
    app.action(blocks.APPLY)(apply_pressed)
    app.action(blocks.CANCEL)(cancel_pressed)
    app.action(blocks.UNDO)(undo_pressed)
    verbs.add(
        "theme",
        theme_verb,
        form="theme [list | show | rename | merge | split | move | lock | unlock | seed | undo] …",
        does="name, join, split, fill and lock themes; what you decide stays",
        for_moderators=True,
    )
