"""Slack's doors into arranging themes: the verb, and the buttons under what it shows. For moderators."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.core.grammar import GrammarError
from bot.core.theme_grammar import ThemeOrder, read_theme
from bot.domain.exchanges import known, read_id
from bot.domain.resolve import exchange_meant
from bot.domain.roles import need_moderator
from bot.slack.blocks import Block, section
from bot.slack.commands import Answer, Asked, Verbs
from bot.slack.errors import KindError
from bot.slack.mrkdwn import plain_words
from bot.slack.speaker import Speaker, speaker_of
from bot.themes import blocks, flow, listeners_modals, queries
from bot.themes.flow import Split
from storage.exchanges import Exchange

_WHAT = "arrange themes"
_FAILED = "That could not be worked out now. Nothing was changed: please try again in a moment."


def register(app: AsyncApp, kit: Kit, verbs: Verbs, split: Split) -> None:
    """Hang this room's listeners on the app."""

    async def theme_verb(asked: Asked) -> Answer:
        """`/exchange theme …`."""
        order = _read(plain_words(asked.rest))
        exchange = await exchange_meant(kit, asked.speaker, order.slug, asked.channel_id, command=asked.command)
        if order.what == "list":
            return Answer("Themes", blocks.listing(exchange, *await queries.listed(kit, exchange)))
        if order.what == "show":
            return Answer("Theme", blocks.one(await queries.look(kit, exchange, order.themes[0])))
        if order.what == "undo":
            change = await flow.last_change(kit, exchange)
            return Answer("Take this back?", blocks.undo_preview(exchange, change))
        if order.what == "split":  # the worker may take longer than Slack waits
            kit.cards.run_later(split_later(exchange, order, asked.response_url), "theme_split")
            return Answer(f"Looking for what t{order.themes[0]} could be split into …")
        return Answer("Before anything changes", await previewed(exchange, order))

    async def previewed(exchange: Exchange, order: ThemeOrder) -> list[Block]:
        planned = await flow.plan(kit, exchange, order, split)
        words = await queries.words_of(kit, exchange, planned.examples)
        return blocks.preview(exchange, planned, blocks.written_of(order), words)

    async def split_later(exchange: Exchange, order: ThemeOrder, response_url: str) -> None:
        try:
            kit.cards.whisper_later(response_url, "Before anything changes", await previewed(exchange, order))
        except KindError as refusal:
            kit.cards.whisper_later(response_url, str(refusal), [section(str(refusal))])
        except Exception:
            kit.cards.whisper_later(response_url, _FAILED, [section(_FAILED)])
            raise  # whoever tracks the task writes where it failed

    async def pressed(body: dict[str, Any], context: AsyncBoltContext) -> tuple[Speaker, Exchange, list[str]]:
        """Return who pressed, the exchange, and the rest of the value."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        exchange_id, *rest = str(body["actions"][0].get("value") or "").split("|", 2)
        async with kit.storage.read() as db:
            return speaker, await known(db, speaker.tenant_id, read_id(exchange_id)), rest

    async def apply_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Do what was previewed."""
        speaker, exchange, rest = await pressed(body, context)
        if len(rest) != 2 or not rest[0].isdecimal():  # noqa: PLR2004 - turn and order
            raise KindError("I cannot read that button. Please write the command again.")
        order = _read(rest[1])
        if order.what == "split":
            await ack()
            kit.cards.run_later(applied_later(speaker, exchange, order, int(rest[0]), body), "theme_split")
            return
        change = await flow.applied(kit, speaker, exchange, order, int(rest[0]), split)
        await ack()
        put(body, blocks.done(exchange, change))

    async def applied_later(
        speaker: Speaker, exchange: Exchange, order: ThemeOrder, turn: int, body: dict[str, Any]
    ) -> None:
        try:
            change = await flow.applied(kit, speaker, exchange, order, turn, split)
            put(body, blocks.done(exchange, change))
        except KindError as refusal:
            put(body, [section(str(refusal))])
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
        change = await flow.undo(kit, exchange, read_id(rest[0] if rest else ""))
        await ack()
        put(body, [section(f":leftwards_arrow_with_hook: Taken back: {blocks.done_line(change)}")])

    def put(body: dict[str, Any], shown: list[Block]) -> None:
        kit.cards.put_later(body, "Themes", shown)

    listeners_modals.register(app, kit, split)
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


def _read(rest: str) -> ThemeOrder:
    try:
        return read_theme(rest)
    except GrammarError as error:
        raise KindError(str(error)) from error
