"""Bolt listeners for rating: the buttons of a card, the Rate button everywhere, and `/exchange rate`."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain import groups, questions
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import list_open, parse_exchange_id
from bot.domain.resolve import find_named_open
from bot.rate import (
    blocks,
    flow,
    listeners_batch,
    listeners_near,
    listeners_questions,
    listeners_themes,
    listeners_typed,
)
from bot.rate.cards import CardRegistry, replies_on_card
from bot.rate.payloads import parse_choice, parse_ref, parse_star
from bot.rate.reasons import parse_report_reason, parse_skip_reason
from bot.rate.typed_stars import TypedStars
from bot.rate.view import STARS
from bot.slack import action_ids
from bot.slack.clicks import DirectClicks
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.deep_links import own_messages_link
from bot.slack.modals import open_modal, update_modal
from bot.slack.mrkdwn import echo
from bot.slack.timestamps import parse_slack_ts
from bot.slack.waiting import WaitingClicks
from storage.enums import ReportReason, SkipReason

Json = dict[str, Any]

_LIKE_STARS = re.compile(r"^\d+(\s|$)|\s\d+$|#\d|[★⭐]|\b(stars?|estrellas?)\b")  # no exchange, but what to give


@replies_on_card
async def rate_comment(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Save the stars, then acknowledge, then show the next comment."""
    ref, stars = parse_star(action)
    view = await flow.rate(ctx, actor, ref, stars, parse_slack_ts(action.get("action_ts")))
    await ack()
    rating_cards.show(actor, body["response_url"], view)


@replies_on_card
async def skip_comment(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Skip the comment, then show the next one."""
    ref = parse_ref(action.get("value"))
    view = await flow.skip(ctx, actor, ref, SkipReason.SKIP, parse_slack_ts(action.get("action_ts")))
    await ack()
    rating_cards.show(actor, body["response_url"], view)


@replies_on_card
async def choose_more(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Skip for a reason, begin a report, or stop for now."""
    choice, ref = parse_choice(action)
    at = parse_slack_ts(action.get("action_ts"))
    if choice == blocks.STOP:
        view = await flow.stop(ctx, actor, ref.exchange_id, at)
        await ack()
        rating_cards.forget(actor)
        ctx.outbox.replace_message(body["response_url"], *blocks.stopped_card(actor.texts, view))
        return
    reported = None
    if choice == blocks.ASK_REPORT:
        view, reported = await flow.ask_report(ctx, actor, ref, at)
    else:
        view = await flow.skip(ctx, actor, ref, parse_skip_reason(choice), at)
    await ack()
    if reported:
        ctx.outbox.replace_message(body["response_url"], *blocks.report_card(actor.texts, view, reported))
    else:
        rating_cards.show(actor, body["response_url"], view)


@replies_on_card
async def undo_last(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Take the last rating or skip back, and show its comment again."""
    exchange_id = parse_ref(action.get("value")).exchange_id
    view = await flow.undo(ctx, actor, exchange_id, parse_slack_ts(action.get("action_ts")))
    await ack()
    rating_cards.show(actor, body["response_url"], view)


@replies_on_card
async def report_comment(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Save the report, then show the next comment; before it who can help, where somebody may be in danger."""
    ref = parse_ref(action.get("value"))
    reason = parse_report_reason(action["action_id"].rpartition(".")[2])
    view = await flow.report(ctx, actor, ref, reason, parse_slack_ts(action.get("action_ts")))
    await ack()
    if view.reported is ReportReason.DANGER:
        ctx.outbox.replace_message(body["response_url"], *blocks.danger_card(actor.texts, view))
    else:
        rating_cards.show(actor, body["response_url"], view)


@replies_on_card
async def go_back(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Report nothing, and show the card again."""
    exchange_id = parse_ref(action.get("value")).exchange_id
    view = await flow.get_view(ctx, actor, exchange_id, parse_slack_ts(action.get("action_ts")))
    await ack()
    rating_cards.show(actor, body["response_url"], view)


@replies_on_card
async def translate_comment(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Show the card again, with the translation under the comment's own words."""
    view = await flow.translate(ctx, actor, parse_ref(action.get("value")), parse_slack_ts(action.get("action_ts")))
    await ack()
    rating_cards.show(actor, body["response_url"], view)


async def choose_group(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Save the group, then show the card without the question."""
    exchange_id = parse_exchange_id(action["block_id"].rpartition(".")[2])
    await groups.save_group(ctx, actor, exchange_id, (action.get("selected_option") or {}).get("value"))
    view = await flow.get_view(ctx, actor, exchange_id, parse_slack_ts(action.get("action_ts")))
    await ack()
    rating_cards.show(actor, body["response_url"], view)


async def start_rating(
    ack: AsyncAck, action: Json, body: Json, actor: Actor, ctx: Context, rating_cards: CardRegistry
) -> None:
    """Send a card into the person's own messages; where they pressed in these, put it there."""
    exchange_id = parse_exchange_id(action.get("value"))
    view = await flow.start(ctx, actor, exchange_id, parse_slack_ts(action.get("action_ts")))
    ctx.first_themes.refresh(ctx, view.exchange, is_needed=True)  # the next card offers them
    asks = questions.are_asked(view.exchange, view.person)
    if asks:
        await open_modal(
            ctx,
            actor,
            body,
            questions.questions_modal(actor.texts_about(view.exchange), view.exchange, blocks.QUESTIONS_MODAL),
        )
    await ack()
    channel_id = (body.get("channel") or {}).get("id") or ""
    url = body.get("response_url")
    if url and channel_id.startswith("D"):
        rating_cards.show(actor, url, view)
        return
    rating_cards.post(actor, view)
    waits = actor.texts("rate.waits", link=own_messages_link(body, actor.texts))
    if asks:
        return
    if url:
        ctx.outbox.send_ephemeral(url, waits)
    elif (body.get("view") or {}).get("type") == "home":
        ctx.outbox.spawn(_open_waits_modal(ctx, actor, body, waits), "window")
    else:
        update_modal(ctx, actor, body, blocks.waits_modal(actor.texts, waits))


async def _open_waits_modal(ctx: Context, actor: Actor, body: Json, waits: str) -> None:
    await open_modal(ctx, actor, body, blocks.waits_modal(actor.texts, waits))


async def rate_command(request: CommandRequest, rating_cards: CardRegistry) -> CommandReply | None:
    """`/exchange rate [exchange]`: a card, whatever channel it is written in."""
    ctx, actor = request.ctx, request.actor
    slug = request.rest.strip().removeprefix("#")
    named = await find_named_open(ctx, actor, slug.lower()) if slug else None
    if slug and named is None:  # never another one than was named
        if _LIKE_STARS.search(slug.lower()):
            raise UserError("rate.on_the_card", form=request.written)
        raise UserError("rate.not_open", name=echo(slug))
    choices = [named] if named else await list_open(ctx, actor, request.channel_id)
    texts = actor.texts
    if not choices:
        return CommandReply(texts("rate.none_open"))
    if len(choices) > 1:
        text = texts("rate.which")
        return CommandReply(text, blocks.choose_exchange_card(texts, text, choices))
    [exchange] = choices
    view = await flow.start(ctx, actor, exchange.exchange_id)
    ctx.first_themes.refresh(ctx, view.exchange, is_needed=True)
    rating_cards.post(actor, view)
    return CommandReply(texts("rate.waits", link=request.own_messages))


def register(app: AsyncApp, ctx: Context, direct: DirectClicks) -> None:
    """Register the listeners; the star comes first. direct: for clicks that many people make at once."""
    cards = CardRegistry(ctx.outbox, WaitingClicks(ctx.metrics, lambda: ctx.outbox.is_closed))
    ctx.provided.update(rating_cards=cards, typed_stars=TypedStars(ctx, cards))
    app.action(re.compile(rf"^{re.escape(blocks.STAR)}\.[1-5]$"))(rate_comment)
    app.action(blocks.SKIP)(skip_comment)
    app.action(blocks.MORE)(choose_more)
    app.action(blocks.UNDO)(undo_last)
    app.action(re.compile(rf"^{re.escape(blocks.REPORT)}\.[a-z_]+$"))(report_comment)
    app.action(blocks.BACK)(go_back)
    app.action(blocks.TRANSLATE)(translate_comment)
    app.action(blocks.GROUP)(choose_group)
    app.action(action_ids.RATE_START)(start_rating)
    for stars in STARS:
        direct.add(f"{blocks.STAR}.{stars}", rate_comment)
    direct.add(blocks.SKIP, skip_comment)
    direct.add(blocks.UNDO, undo_last)
    listeners_batch.register(app)
    listeners_near.register(app)
    listeners_questions.register(app)
    listeners_themes.register(app)
    listeners_typed.register(app)
