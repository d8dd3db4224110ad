"""Slack's doors into the windows behind Home's *Themes*: the same acts as the command, pressed."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.core.errors import InputError
from bot.core.theme_grammar import ThemeCommand, parse_theme
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange, parse_exchange_id, require_started
from bot.domain.roles import require_moderator
from bot.slack.blocks import Block, state_of
from bot.slack.errors import KindError, error_text
from bot.slack.middleware import get_actor
from bot.slack.modals import open_modal, update_root_modal
from bot.slack.mrkdwn import one_line
from bot.texts import ENGLISH
from bot.themes import flow, modals, queries
from bot.themes.blocks import done_line, written_of
from bot.themes.flow import Split
from storage.exchanges import Exchange

_WHAT = "arrange themes"
_OLD = "I cannot read that. Please open the themes again."
_BEGUN = re.compile(r"(?:(?:show|rename|merge|split|lock|unlock) t\d{1,4})|move|seed")
_FAILED = "That could not be worked out now. Nothing was changed: please try again in a moment."


def register(app: AsyncApp, ctx: Context, split: Split) -> None:
    """Hang the listeners on the app."""

    async def meant(value: str, context: AsyncBoltContext) -> tuple[Actor, Exchange, list[str]]:
        """Return who acts, the exchange, and the rest of a value or metadata."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        exchange_id, *rest = value.split("|", 2)
        async with ctx.storage.read() as db:
            return (
                actor,
                require_started(await get_exchange(db, actor.tenant_id, parse_exchange_id(exchange_id))),
                rest,
            )

    async def pressed(body: dict[str, Any], context: AsyncBoltContext) -> tuple[Actor, Exchange, list[str]]:
        action = body["actions"][0]
        chosen = (action.get("selected_option") or {}).get("value")
        return await meant(str(action.get("value") or chosen or ""), context)

    async def listing(exchange: Exchange, note: str = "") -> Block:
        return modals.list_modal(exchange, *await queries.list_themes(ctx, exchange), note)

    async def preview(exchange: Exchange, order: ThemeCommand) -> Block:
        planned = await flow.plan(ctx, exchange, order, split)
        words = await queries.list_words(ctx, exchange, planned.examples)
        return modals.preview_modal(exchange, planned, written_of(order), words)

    async def opened(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the list."""
        _, exchange, _ = await pressed(body, context)
        await open_modal(ctx, body, await listing(exchange))
        await ack()

    async def chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Begin what was chosen for a theme."""
        _, exchange, rest = await pressed(body, context)
        if len(rest) != 1 or not _BEGUN.fullmatch(rest[0]):
            raise KindError(_OLD)
        what = rest[0].split()[0]
        if what == "show":
            view = modals.theme_modal(await queries.get_details(ctx, exchange, int(rest[0].split("t")[-1])))
        elif what in {"rename", "merge"}:
            view = modals.form_modal(exchange, await queries.load_snapshot(ctx, exchange), rest[0])
        elif what == "split":
            await ack()
            ctx.outbox.spawn(split_later(body, exchange, parse_theme(rest[0])), "theme_split")
            return
        else:
            view = await preview(exchange, parse_theme(rest[0]))
        await open_modal(ctx, body, view)
        await ack()

    async def done_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Begin what is about no single theme."""
        _, exchange, _ = await pressed(body, context)
        what = str(body["actions"][0]["action_id"]).rsplit(".", 1)[-1]
        if what == "undo":
            view = modals.undo_preview_modal(exchange, await flow.last_change(ctx, exchange))
        else:
            view = modals.form_modal(exchange, await queries.load_snapshot(ctx, exchange), what)
        await open_modal(ctx, body, view)
        await ack()

    async def split_later(body: dict[str, Any], exchange: Exchange, order: ThemeCommand) -> None:
        """Say that it takes a moment, then show what the theme would be split into."""
        waits = modals.notice_modal(":hourglass_flowing_sand: Looking for what it could become …")
        pushed = await ctx.web.views_push(trigger_id=body["trigger_id"], view=waits)
        try:
            view = await preview(exchange, order)
        except UserError as refusal:
            view = modals.notice_modal(error_text(ENGLISH, refusal))
        except Exception:
            await ctx.web.views_update(view_id=pushed["view"]["id"], view=modals.notice_modal(_FAILED))
            raise
        await ctx.web.views_update(view_id=pushed["view"]["id"], view=view)

    async def form_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Show what would change; what cannot be is said at the field."""
        actor, exchange, rest = await meant(body["view"]["private_metadata"], context)
        if len(rest) != 1 or not _BEGUN.fullmatch(rest[0]):
            raise KindError(_OLD)
        what = rest[0].split()[0]
        at = {"rename": modals.NAME, "merge": modals.GOAL, "move": modals.NUMBER, "seed": modals.NAME}.get(what)
        if at is None:
            raise KindError(_OLD)
        try:
            view = await preview(exchange, parse_theme(_written(rest[0], body), actor.locale))
        except InputError as refusal:
            await ack(response_action="errors", errors={at: error_text(actor.texts, refusal, is_form=True)})
            return
        await ack(response_action="update", view=view)

    async def sure_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Do what was previewed."""
        actor, exchange, rest = await meant(body["view"]["private_metadata"], context)
        if len(rest) != 2 or not rest[0].isdecimal():  # noqa: PLR2004 - turn and order
            raise KindError(_OLD)
        order, turn = parse_theme(rest[1]), int(rest[0])
        if order.what == "split":
            await ack(response_action="update", view=modals.notice_modal(":hourglass_flowing_sand: A moment …"))
            ctx.outbox.spawn(applied_later(body, actor, exchange, order, turn), "theme_split")
            return
        try:
            change = await flow.applied(ctx, actor, exchange, order, turn, split)
        except UserError as refusal:
            await ack(response_action="update", view=modals.notice_modal(error_text(ENGLISH, refusal)))
            return
        await ack()
        update_root_modal(ctx, body, await listing(exchange, f":white_check_mark: {done_line(change)}"))

    async def applied_later(
        body: dict[str, Any], actor: Actor, exchange: Exchange, order: ThemeCommand, turn: int
    ) -> None:
        view_id = body["view"]["id"]
        try:
            change = await flow.applied(ctx, actor, exchange, order, turn, split)
        except UserError as refusal:
            await ctx.web.views_update(view_id=view_id, view=modals.notice_modal(error_text(ENGLISH, refusal)))
            return
        except Exception:
            await ctx.web.views_update(view_id=view_id, view=modals.notice_modal(_FAILED))
            raise
        said = f":white_check_mark: {done_line(change)}"
        await ctx.web.views_update(view_id=view_id, view=modals.notice_modal(said))
        update_root_modal(ctx, body, await listing(exchange, said))

    async def back_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Take a change back."""
        _, exchange, rest = await meant(body["view"]["private_metadata"], context)
        try:
            change = await flow.undo(ctx, exchange, parse_exchange_id(rest[0] if rest else ""))
        except UserError as refusal:
            await ack(response_action="update", view=modals.notice_modal(error_text(ENGLISH, refusal)))
            return
        await ack()
        said = f":leftwards_arrow_with_hook: Taken back: {done_line(change)}"
        update_root_modal(ctx, body, await listing(exchange, said))

    app.action(modals.OPEN)(opened)
    app.action(re.compile(rf"^{re.escape(modals.ACT)}\.t\d+$"))(chosen)
    app.action(re.compile(rf"^{re.escape(modals.DO)}\.(move|seed|undo)$"))(done_pressed)
    app.view(modals.FORM)(form_sent)
    app.view(modals.SURE)(sure_sent)
    app.view(modals.BACK)(back_sent)


def _written(begun: str, body: dict[str, Any]) -> str:
    """Return what a form asks for, as the command would say it."""

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
