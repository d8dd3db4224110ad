"""Slack's doors into rating: stars, skip, undo, report, typed stars, the page of five."""

import re
from typing import Any

from aiohttp import ClientError
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackClientError

from bot.context import Context
from bot.core.rating_words import parse_rating
from bot.domain import groups
from bot.domain.access import OutsideError, UnknownAccessError, admit
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_started, list_open, parse_exchange_id
from bot.domain.resolve import find_named_open
from bot.rate import batch, blocks, danger, flow, listeners_near, typed_stars
from bot.rate.flow import CommentRef, RatingView
from bot.rate.payloads import parse_comment_ref, parse_slack_ts
from bot.slack import action_ids
from bot.slack.blocks import Block, section
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.deadlines import within
from bot.slack.deep_links import own_messages_link
from bot.slack.errors import KindError, error_text
from bot.slack.events import process_once
from bot.slack.middleware import get_actor
from bot.slack.modals import open_modal, update_modal
from bot.slack.mrkdwn import echo

_PICK = re.compile(r"(\d{1,9})\.(\d{1,4}):([1-5])", re.ASCII)
_WAITS = "A card to rate waits in {}. One click gives the stars."
_WINDOW_SECONDS = 2.0  # of the 3 s that a trigger_id lives
_NONE_OPEN = "No exchange is open right now, so there is nothing to rate."


def register(app: AsyncApp, ctx: Context, verbs: Subcommands) -> None:
    """Hang this room's listeners on the app; the star comes first."""
    typing = typed_stars.TypedStars(ctx)
    listeners_near.register(app, ctx)

    async def star_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the stars, then acknowledge, then show the next comment."""
        actor = get_actor(context)
        action = body["actions"][0]
        there, stars = parse_comment_ref(action.get("value"))
        if stars is None:
            raise KindError("I cannot read this button. Please press Rate for a new card.")
        try:
            desk = await flow.rate(ctx, actor, there, stars, parse_slack_ts(action.get("action_ts")))
        except UserError as refusal:
            await ack()
            await refuse(actor, there, body, refusal)
            return
        await ack()
        show(actor, body, desk)

    async def skip_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Pass by, then show the next comment."""
        action = body["actions"][0]
        await passed(ack, body, context, "skip", action.get("value"))

    async def more_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Skip for a reason, begin a report, or stop for now."""
        actor = get_actor(context)
        choice = (body["actions"][0].get("selected_option") or {}).get("value") or ""
        what, _, value = choice.partition("|")
        if what not in {"report", "stop"}:
            await passed(ack, body, context, what, value)
            return
        there, _ = parse_comment_ref(value)
        at = parse_slack_ts(body["actions"][0].get("action_ts"))
        try:
            if what == "report":
                desk, reported = await flow.ask_report(ctx, actor, there, at)
            else:
                desk, reported = await flow.stop(ctx, actor, there.exchange_id, at), None
        except UserError as refusal:
            await ack()
            await refuse(actor, there, body, refusal)
            return
        await ack()
        if what == "stop":
            typing.forget(actor)
            ctx.outbox.replace_message(body["response_url"], *blocks.stopped_card(desk))
        elif reported is None:
            show(actor, body, desk)
        else:
            ctx.outbox.replace_message(body["response_url"], *blocks.report_card(desk, reported))

    async def passed(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, reason: str, value: str | None
    ) -> None:
        actor = get_actor(context)
        there, _ = parse_comment_ref(value)
        try:
            desk = await flow.skip(ctx, actor, there, reason, parse_slack_ts(body["actions"][0].get("action_ts")))
        except UserError as refusal:
            await ack()
            await refuse(actor, there, body, refusal)
            return
        await ack()
        show(actor, body, desk)

    async def undo_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Take the last one back and lay it open."""
        actor = get_actor(context)
        there, _ = parse_comment_ref(body["actions"][0].get("value"))
        try:
            desk = await flow.undo(ctx, actor, there.exchange_id, parse_slack_ts(body["actions"][0].get("action_ts")))
        except UserError as refusal:
            await ack()
            await refuse(actor, there, body, refusal)
            return
        await ack()
        show(actor, body, desk)

    async def report_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the report, then show the next comment."""
        actor = get_actor(context)
        action = body["actions"][0]
        there, _ = parse_comment_ref(action.get("value"))
        reason = action["action_id"].rpartition(".")[2]
        try:
            desk = await flow.report(ctx, actor, there, reason, parse_slack_ts(action.get("action_ts")))
        except UserError as refusal:
            await ack()
            await refuse(actor, there, body, refusal)
            return
        await ack()
        if desk.reported == danger.REASON:  # who can help comes before the next comment
            ctx.outbox.replace_message(body["response_url"], *blocks.danger_card(desk))
        else:
            show(actor, body, desk)

    async def back_clicked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Show the card again."""
        actor = get_actor(context)
        there, _ = parse_comment_ref(body["actions"][0].get("value"))
        try:
            desk = await flow.get_view(
                ctx, actor, there.exchange_id, parse_slack_ts(body["actions"][0].get("action_ts"))
            )
        except UserError as refusal:
            await ack()
            await refuse(actor, there, body, refusal)
            return
        await ack()
        show(actor, body, desk)

    async def group_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the group, then show the card without the question."""
        actor = get_actor(context)
        action = body["actions"][0]
        exchange_id = parse_exchange_id(action["block_id"].rpartition(".")[2])
        await groups.save_group(ctx, actor, exchange_id, (action.get("selected_option") or {}).get("value"))
        desk = await flow.get_view(ctx, actor, exchange_id, parse_slack_ts(action.get("action_ts")))
        await ack()
        show(actor, body, desk)

    async def start_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Send a card into the person's own messages."""
        actor = get_actor(context)
        action = body["actions"][0]
        exchange_id = parse_exchange_id(action.get("value"))
        desk = await flow.start(ctx, actor, exchange_id, parse_slack_ts(action.get("action_ts")))
        await ack()
        text, card = blocks.rating_card(desk)
        channel_id = (body.get("channel") or {}).get("id") or ""
        url = body.get("response_url")
        if url and channel_id.startswith("D"):
            ctx.outbox.replace_message(url, text, card)
            typing.card_stands(actor, exchange_id, url)
            return
        typing.lay(actor, exchange_id, text, card)
        waits = _WAITS.format(own_messages_link(body))
        if url:
            ctx.outbox.send_ephemeral(url, waits)
        elif (body.get("view") or {}).get("type") == "home":
            ctx.outbox.spawn(opened(body, blocks.waits_modal(waits)), "window")
        else:
            update_modal(ctx, body, blocks.waits_modal(waits))

    async def opened(body: dict[str, Any], view: Block) -> None:
        await open_modal(ctx, body, view)

    async def set_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open a page of five."""
        actor = get_actor(context)
        exchange_id = parse_exchange_id(body["actions"][0].get("value"))
        exchange, waiting = await batch.list_waiting(ctx, actor, exchange_id, most=blocks.PAGE)
        try:
            async with within(_WINDOW_SECONDS):
                await ctx.web.views_open(trigger_id=body["trigger_id"], view=blocks.set_modal(exchange, waiting))
        except (SlackClientError, ClientError, TimeoutError, OSError):
            text = "Many people are rating just now, and the page did not open. Press Rate for single cards instead."
            if body.get("response_url"):
                ctx.outbox.send_ephemeral(body["response_url"], text)
            else:
                ctx.outbox.post_message(actor.slack_user_id, text)
        await ack()

    async def set_sent(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep a page of stars and turn to the next: one answer, no call."""
        actor = get_actor(context)
        view = body["view"]
        exchange_id = parse_exchange_id(view["private_metadata"])
        now = int(ctx.clock().timestamp() * 1_000_000)
        done = await batch.rate_all(ctx, actor, exchange_id, _picks(view), now)
        exchange, waiting = await batch.list_waiting(ctx, actor, exchange_id, most=blocks.PAGE, first=done.reworded)
        await ack(response_action="update", view=blocks.set_modal(exchange, waiting, done=done, turn=str(now)))

    async def star_typed(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Take typed stars, `skip` and `undo` as the clicks they stand for."""
        actor = get_actor(context)
        async with process_once(ctx, actor, body) as claim:
            if claim.is_ours:
                thread = (event["channel"], event["thread_ts"]) if event.get("thread_ts") else None
                await typing.answer(
                    actor, parse_rating(event["text"]), parse_slack_ts(event["ts"]), claim, thread=thread
                )

    async def word_edited(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Change the rating that an edited number gave; a word that became one is taken as typed now."""
        actor = get_actor(context)
        new, before = event["message"], event.get("previous_message") or {}
        if new.get("user") not in {None, actor.slack_user_id}:
            return
        async with process_once(ctx, actor, body) as claim:
            if not claim.is_ours:
                return
            thread = (event["channel"], new["thread_ts"]) if new.get("thread_ts") else None
            word, edited_at = parse_rating(new["text"]), parse_slack_ts(event.get("event_ts") or event.get("ts"))
            if parse_rating(before.get("text") or ""):
                await typing.correct(actor, word, parse_slack_ts(new.get("ts")), edited_at, claim, thread)
            else:
                await typing.answer(actor, word, edited_at, claim, thread=thread)

    async def rate_verb(asked: CommandRequest) -> CommandReply | None:
        """`/exchange rate`: a card, wherever one is."""
        slug = asked.rest.strip().removeprefix("#")
        named = await find_named_open(ctx, asked.actor, slug.lower()) if slug else None
        if slug and named is None:  # never another one than was named
            raise KindError(f"No exchange `{echo(slug)}` is open. My *Home* tab lists those that are.")
        choices = [named] if named else await list_open(ctx, asked.actor, asked.channel_id)
        if not choices:
            return CommandReply(_NONE_OPEN)
        if len(choices) > 1:
            text = "Which exchange would you like to rate?"
            return CommandReply(text, typed_stars.choose_exchange_card(text, choices))
        [exchange] = choices
        desk = await flow.start(ctx, asked.actor, exchange.exchange_id)
        typing.lay(asked.actor, exchange.exchange_id, *blocks.rating_card(desk))
        return CommandReply(_WAITS.format(asked.own_messages))

    def show(actor: Actor, body: dict[str, Any], desk: RatingView) -> None:
        url = body["response_url"]
        if desk.changed:
            ctx.outbox.replace_message(url, *blocks.old_card(desk))
            return
        typing.card_stands(actor, desk.exchange.exchange_id, url)
        ctx.outbox.replace_message(url, *blocks.rating_card(desk))

    async def refuse(actor: Actor, there: CommentRef, body: dict[str, Any], refusal: UserError) -> None:
        """Say why a click could not count, and lay something useful in the card's place."""
        url, text = body["response_url"], error_text(actor.texts, refusal)
        if isinstance(refusal, OutsideError):  # the card goes: its words are for members of the channel
            ctx.outbox.replace_message(url, text, [section(text)])
            return
        if isinstance(refusal, UnknownAccessError):
            ctx.outbox.send_ephemeral(url, text)
            return
        admission = await admit(ctx, actor, there.exchange_id)
        async with ctx.storage.read() as db:
            exchange = await get_started(db, admission)
        if not exchange.is_open:
            ctx.outbox.replace_message(url, *blocks.closed_card(exchange, text))
        else:
            ctx.outbox.send_ephemeral(url, text)

    app.action(re.compile(rf"^{re.escape(blocks.STAR)}\.[1-5]$"))(star_clicked)
    app.action(blocks.SKIP)(skip_clicked)
    app.action(blocks.MORE)(more_chosen)
    app.action(blocks.UNDO)(undo_clicked)
    app.action(re.compile(rf"^{re.escape(blocks.REPORT)}\.[a-z_]+$"))(report_clicked)
    app.action(blocks.BACK)(back_clicked)
    app.action(blocks.GROUP)(group_chosen)
    app.action(action_ids.RATE_START)(start_pressed)
    app.action(action_ids.RATE_SET)(set_pressed)
    app.view(blocks.SET_MODAL)(set_sent)
    app.event("message", matchers=[typed_stars.is_typed])(star_typed)
    app.event({"type": "message", "subtype": "message_changed"}, matchers=[typed_stars.is_edited])(word_edited)
    verbs.add("rate", rate_verb, form="rate", does="give stars to comments, one click each")


def _picks(view: dict[str, Any]) -> list[tuple[int, int, int]]:
    picks: list[tuple[int, int, int]] = []
    for fields in ((view.get("state") or {}).get("values") or {}).values():
        value = ((fields.get("rate.pick") or {}).get("selected_option") or {}).get("value")
        if value is None:
            continue
        found = _PICK.fullmatch(value)
        if not found:
            raise KindError("I cannot read this page. Please open it again.")
        picks.append((int(found[1]), int(found[2]), int(found[3])))
    return picks
