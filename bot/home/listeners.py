"""Bolt listeners for Home: opening it, its buttons and modals, and the subcommands `me`, `about` and `forget-me`."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain import groups
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.home import blocks, command_me, erase, flow, modals, own_results_listeners, payloads, sign_up
from bot.home.publish import HomePublisher
from bot.slack.blocks import actions, button, section, state_of
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.errors import error_text
from bot.slack.modals import open_modal, update_modal

Json = dict[str, Any]


async def open_home(event: Json, actor: Actor, home_publisher: HomePublisher) -> None:
    """Draw Home. The event is not claimed: drawing twice shows the same."""
    if event.get("tab") == "home":
        home_publisher.opened(actor)


async def turn_page(ack: AsyncAck, action: Json, actor: Actor, home_publisher: HomePublisher) -> None:
    """Turn a page of a list in Home."""
    pages = payloads.parse_pages(action)
    await ack()
    home_publisher.opened(actor, pages)


async def show_comment(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open one's own comment."""
    exchange_id, number = payloads.parse_pair(action)
    exchange, comment, score = await flow.get_own_comment(ctx, actor, exchange_id, number)
    await open_modal(ctx, actor, body, modals.comment_modal(actor.texts, exchange, comment, score))
    await ack()


async def show_ratings(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Open the list of one's ratings."""
    exchange, rated = await flow.list_own_ratings(ctx, actor, parse_exchange_id(action.get("value")))
    await open_modal(ctx, actor, body, modals.ratings_modal(actor.texts, exchange, rated))
    await ack()


async def turn_ratings(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Turn a page of the list of one's ratings."""
    exchange_id, page = payloads.parse_pair(action)
    exchange, rated = await flow.list_own_ratings(ctx, actor, exchange_id)
    await ack()
    turn = payloads.drawing_id(action)
    update_modal(ctx, actor, body, modals.ratings_modal(actor.texts, exchange, rated, page=page, turn=turn))


async def change_stars(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Save other stars; the menu shows them already, so that only a refusal changes the list."""
    chosen = payloads.parse_stars(action)
    refusal = None
    try:
        await flow.change_rating(ctx, actor, chosen)
    except UserError as error:
        refusal = error
        exchange, rated = await flow.list_own_ratings(ctx, actor, chosen.exchange_id)
    await ack()
    if refusal:
        view = modals.ratings_modal(
            actor.texts,
            exchange,
            rated,
            page=payloads.page_of(body),
            note=error_text(actor.texts, refusal),
            turn=payloads.drawing_id(action),
        )
        update_modal(ctx, actor, body, view)


async def ask_group(ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context) -> None:
    """Ask for the group again."""
    exchange, group = await flow.get_group(ctx, actor, parse_exchange_id(action.get("value")))
    await open_modal(ctx, actor, body, modals.group_modal(actor.texts, exchange, group))
    await ack()


async def save_group(ack: AsyncAck, body: Json, view: Json, actor: Actor, ctx: Context) -> None:
    """Save the group."""
    value = state_of(body, modals.GROUP_FIELD, modals.GROUP_FIELD)
    await groups.save_group(ctx, actor, parse_exchange_id(view["private_metadata"]), value)
    await ack()


async def save_notification_settings(ack: AsyncAck, action: Json, actor: Actor, ctx: Context) -> None:
    """Save what is ticked."""
    chosen = {each.get("value") for each in action.get("selected_options") or []}
    if not chosen <= {blocks.SUBSCRIBED, blocks.MUTED}:
        raise UserError("home.outdated")
    await flow.save_notification_settings(
        ctx, actor, is_subscribed=blocks.SUBSCRIBED in chosen, is_muted=blocks.MUTED in chosen
    )
    await ack()


async def show_about(ack: AsyncAck, body: Json, actor: Actor, ctx: Context) -> None:
    """Open about and privacy."""
    await open_modal(ctx, actor, body, modals.about_modal(actor.texts, await flow.hosts(ctx, actor)))
    await ack()


async def begin_forget(ack: AsyncAck, body: Json, actor: Actor, ctx: Context) -> None:
    """Begin to forget: say what goes and what stays."""
    await open_modal(ctx, actor, body, modals.forget_modal(actor.texts, await erase.count_traces(ctx, actor)))
    await ack()


async def confirm_forget(ack: AsyncAck, actor: Actor, ctx: Context) -> None:
    """Ask once more."""
    view = modals.forget_sure_modal(actor.texts, await erase.count_traces(ctx, actor))
    await ack(response_action="update", view=view)


async def forget(ack: AsyncAck, actor: Actor, ctx: Context) -> None:
    """Forget the person."""
    traces = await erase.forget(ctx, actor)
    await ack(response_action="update", view=modals.forgotten_modal(actor.texts, traces))


async def me_command(request: CommandRequest) -> CommandReply:
    """`/exchange me`: Home in short."""
    return command_me.answer(request.actor.texts, await flow.load_home(request.ctx, request.actor))


async def about_command(request: CommandRequest) -> CommandReply:
    """`/exchange about`."""
    texts = request.actor.texts
    hosts = await flow.hosts(request.ctx, request.actor)
    return CommandReply(texts("home.about.title"), modals.about_blocks(texts, hosts))


async def forget_command(request: CommandRequest) -> CommandReply:
    """`/exchange forget-me`: the way to the question, never the act itself."""
    texts = request.actor.texts
    text = texts("home.forget_offer")
    go = button(texts("home.forget_offer_go.button"), action_id=blocks.FORGET, value="forget", style="danger")
    return CommandReply(text, [section(text), actions(go)])


def register(app: AsyncApp, ctx: Context) -> None:
    """Register the listeners."""
    publisher = HomePublisher(ctx)
    ctx.provided["home_publisher"] = publisher
    ctx.changes.connect(publisher.changed)
    app.event("app_home_opened")(open_home)
    app.action(re.compile(rf"^{re.escape(blocks.TURN)}\.[a-z]+\.(older|newer)$"))(turn_page)
    app.action(blocks.SHOW_COMMENT)(show_comment)
    app.action(blocks.SHOW_RATINGS)(show_ratings)
    app.action(re.compile(rf"^{re.escape(modals.RATINGS_TURN)}\.(older|newer)$"))(turn_ratings)
    app.action(modals.STAR)(change_stars)
    app.action(blocks.GROUP)(ask_group)
    app.view(modals.GROUP_SENT)(save_group)
    app.action(blocks.NOTIFICATIONS)(save_notification_settings)
    app.action(blocks.ABOUT)(show_about)
    app.action(blocks.FORGET)(begin_forget)
    app.view(modals.FORGET_ONE)(confirm_forget)
    app.view(modals.FORGET_TWO)(forget)
    own_results_listeners.register(app)
    sign_up.register(app)
