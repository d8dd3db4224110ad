"""Slack's doors into Home: opening it, its buttons and modals, and the verbs `me`, `about`, `forget-me`."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.domain import groups
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.home import blocks, command_me, erase, flow, modals
from bot.home.blocks import Pages
from bot.home.publish import HomePublisher
from bot.slack.blocks import actions, button, section, state_of
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.errors import error_text
from bot.slack.middleware import get_actor
from bot.slack.modals import open_modal, update_modal

_TWO = re.compile(r"(\d{1,16}):(\d{1,9})", re.ASCII)
_PAGES = re.compile(r"(\d{1,4})\.(\d{1,4})\.(\d{1,4})", re.ASCII)
_STAR = re.compile(r"(\d{1,16}):(\d{1,9})\.(\d{1,4}):([1-5])", re.ASCII)
_MOMENT = re.compile(r"(\d{9,11})\.(\d{1,6})", re.ASCII)


def register(app: AsyncApp, ctx: Context, verbs: Subcommands) -> None:
    """Hang this room's listeners on the app."""
    painter = HomePublisher(ctx)
    ctx.changes.connect(painter.changed)

    async def home_opened(event: dict[str, Any], context: AsyncBoltContext) -> None:
        """Draw Home. Not taken into the inbox: drawing twice shows the same."""
        if event.get("tab") != "home":
            return
        ctx.outbox.spawn(greet(get_actor(context)), "home")

    async def greet(actor: Actor) -> None:
        await flow.save_profile(ctx, actor)
        painter.opened(actor)

    async def turned(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Turn a page of a list in Home."""
        actor = get_actor(context)
        pages = _read(_PAGES, body["actions"][0].get("value"))
        await ack()
        painter.opened(actor, Pages(*(int(each) for each in pages.groups())))

    async def comment_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open one's own comment."""
        exchange_id, number = _two(body)
        actor = get_actor(context)
        exchange, comment = await flow.get_own_comment(ctx, actor, exchange_id, number)
        await open_modal(ctx, body, modals.comment_modal(actor.texts, exchange, comment))
        await ack()

    async def ratings_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the list of one's ratings."""
        exchange_id = parse_exchange_id(body["actions"][0].get("value"))
        actor = get_actor(context)
        exchange, rated = await flow.list_own_ratings(ctx, actor, exchange_id)
        await open_modal(ctx, body, modals.ratings_modal(actor.texts, exchange, rated))
        await ack()

    async def ratings_turned(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Turn a page of the list."""
        exchange_id, page = _two(body)
        actor = get_actor(context)
        exchange, rated = await flow.list_own_ratings(ctx, actor, exchange_id)
        await ack()
        view = modals.ratings_modal(actor.texts, exchange, rated, page=page, turn=_turn(body["actions"][0]))
        update_modal(ctx, body, view)

    async def star_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep other stars; the menu shows them already, so that only a refusal changes the list."""
        actor = get_actor(context)
        action = body["actions"][0]
        found = _read(_STAR, (action.get("selected_option") or {}).get("value"))
        moment = _read(_MOMENT, action.get("action_ts"))
        exchange_id, number, version, stars = (int(each) for each in found.groups())
        clicked_at = int(moment[1]) * 1_000_000 + int(moment[2].ljust(6, "0"))
        try:
            await flow.change_rating(
                ctx, actor, exchange_id, number=number, version=version, stars=stars, clicked_at=clicked_at
            )
        except UserError as refusal:
            exchange, rated = await flow.list_own_ratings(ctx, actor, exchange_id)
            await ack()
            page = _TWO.fullmatch((body.get("view") or {}).get("private_metadata") or "")
            view = modals.ratings_modal(
                actor.texts,
                exchange,
                rated,
                page=int(page[2]) if page else 0,
                note=error_text(actor.texts, refusal),
                turn=_turn(action),
            )
            update_modal(ctx, body, view)
            return
        await ack()

    async def group_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Ask for the group again."""
        exchange_id = parse_exchange_id(body["actions"][0].get("value"))
        actor = get_actor(context)
        exchange, group = await flow.get_group(ctx, actor, exchange_id)
        await open_modal(ctx, body, modals.group_modal(actor.texts, exchange, group))
        await ack()

    async def group_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the group."""
        actor = get_actor(context)
        value = state_of(body, modals.GROUP_FIELD, modals.GROUP_FIELD)
        await groups.save_group(ctx, actor, parse_exchange_id(body["view"]["private_metadata"]), value)
        await ack()

    async def wishes_ticked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep what is ticked."""
        chosen = {each.get("value") for each in body["actions"][0].get("selected_options") or []}
        if not chosen <= {blocks.SIGNED_UP, blocks.QUIET}:
            raise UserError("home.outdated")
        await flow.save_notification_settings(
            ctx, get_actor(context), signed_up=blocks.SIGNED_UP in chosen, is_quiet=blocks.QUIET in chosen
        )
        await ack()

    async def about_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open about and privacy."""
        actor = get_actor(context)
        await open_modal(ctx, body, modals.about_modal(actor.texts, await flow.hosts(ctx, actor)))
        await ack()

    async def forget_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Begin to forget: say what goes and what stays."""
        actor = get_actor(context)
        await open_modal(ctx, body, modals.forget_modal(actor.texts, await erase.count_traces(ctx, actor)))
        await ack()

    async def forget_asked(ack: AsyncAck, context: AsyncBoltContext) -> None:
        """Ask once more."""
        actor = get_actor(context)
        view = modals.forget_sure_modal(actor.texts, await erase.count_traces(ctx, actor))
        await ack(response_action="update", view=view)

    async def forget_sent(ack: AsyncAck, context: AsyncBoltContext) -> None:
        """Forget."""
        actor = get_actor(context)
        traces = await erase.forget(ctx, actor)
        await ack(response_action="update", view=modals.forgotten_modal(actor.texts, traces))

    async def me_verb(asked: CommandRequest) -> CommandReply:
        """`/exchange me`: Home in short."""
        return command_me.answer(asked.actor.texts, await flow.load_home(ctx, asked.actor))

    async def about_verb(asked: CommandRequest) -> CommandReply:
        """`/exchange about`."""
        texts = asked.actor.texts
        return CommandReply(texts("home.about.title"), modals.about_blocks(texts, await flow.hosts(ctx, asked.actor)))

    async def forget_verb(asked: CommandRequest) -> CommandReply:
        """`/exchange forget-me`: the way to the question, never the act itself."""
        texts = asked.actor.texts
        text = texts("home.forget_offer")
        go = button(texts("home.forget_offer_go.button"), action_id=blocks.FORGET, value="forget", style="danger")
        return CommandReply(text, [section(text), actions(go)])

    app.event("app_home_opened")(home_opened)
    app.action(re.compile(rf"^{re.escape(blocks.TURN)}\.[a-z]+\.(older|newer)$"))(turned)
    app.action(blocks.SHOW_COMMENT)(comment_pressed)
    app.action(blocks.SHOW_RATINGS)(ratings_pressed)
    app.action(re.compile(rf"^{re.escape(modals.RATINGS_TURN)}\.(older|newer)$"))(ratings_turned)
    app.action(modals.STAR)(star_chosen)
    app.action(blocks.GROUP)(group_pressed)
    app.view(modals.GROUP_SENT)(group_sent)
    app.action(blocks.WISHES)(wishes_ticked)
    app.action(blocks.ABOUT)(about_pressed)
    app.action(blocks.FORGET)(forget_pressed)
    app.view(modals.FORGET_ONE)(forget_asked)
    app.view(modals.FORGET_TWO)(forget_sent)
    verbs.add("me", me_verb, form="me")
    verbs.add("about", about_verb, form="about")
    verbs.add("forget-me", forget_verb, form="forget-me")


def _turn(action: dict[str, Any]) -> str:
    """Return what tells this drawing of a view from the one before: the time of the click."""
    return str(action.get("action_ts") or "").replace(".", "")


def _read(form: re.Pattern[str], value: str | None) -> re.Match[str]:
    """Return the parts of a value. Raises UserError for a crafted one."""
    found = form.fullmatch(value or "")
    if found is None:
        raise UserError("home.outdated")
    return found


def _two(body: dict[str, Any]) -> tuple[int, int]:
    """Return (exchange, number or page) of a button."""
    found = _read(_TWO, body["actions"][0].get("value"))
    return int(found[1]), int(found[2])
