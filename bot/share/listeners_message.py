"""Messages as a way to share: the direct message, the thread under the announcement, edits, deletions, shortcuts."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.domain.access import OutsideError, admit
from bot.domain.actor import Actor
from bot.domain.exchanges import list_accepting_comments, list_open
from bot.share import blocks, blocks_edit, flow, listeners_offer
from bot.share.details import find_details
from bot.share.form import open_form
from bot.share.near import NearComments
from bot.share.offers import OFFER, OfferLocation, Offers, offer_of
from bot.slack.blocks import Block, section
from bot.slack.deep_links import own_messages_link
from bot.slack.errors import KindError
from bot.slack.events import EventClaim, process_once
from bot.slack.middleware import get_actor
from bot.slack.mrkdwn import plain_words
from storage import comments, exchanges, participants
from storage.comments import Comment
from storage.exchanges import Exchange
from storage.session import Db

_NO_FILES = (
    "I cannot take files: a picture or document can show who you are. "
    "Please say it in words, and I will ask before anything is shared."
)
_DELETED = "You deleted that message. Nothing of it was shared."
_NOTHING_OPEN = (
    "Hello! No exchange is open right now, so there is nothing to answer. "
    "When one opens, write your comment to me here. `/exchange help` shows what I understand."
)


def register(app: AsyncApp, ctx: Context, near: NearComments) -> None:
    """Hang the listeners for messages on the app."""
    offers = Offers(ctx)
    listeners_offer.register(app, ctx, near, offers)

    async def said(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Read a message: in the app's own channel an offer to share it, in an announcement's thread another."""
        if event.get("bot_id") or event.get("subtype") not in {None, "file_share", "thread_broadcast"}:
            return  # other bots, joins and the like
        actor = get_actor(context)
        async with process_once(ctx, actor, body) as claim:
            if not claim.is_ours:
                return
            if event.get("channel_type") == "im":
                await _offer(ctx, near, actor, event, _place(event, event))
            elif event.get("thread_ts"):
                await _thread_offer(ctx, actor, event, claim)

    async def edited(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Ask whether new words of a message become the comment's new words."""
        new, before = event.get("message") or {}, event.get("previous_message") or {}
        if event.get("channel_type") != "im" or new.get("bot_id") or before.get("bot_id"):
            return
        if new.get("subtype") == "tombstone":  # so Slack tells that a message with replies was deleted
            await withdrawn_message(event, body, context, _place(event, new))
            return
        if new.get("text") == before.get("text"):
            return
        actor = get_actor(context)
        place = _place(event, new)
        async with process_once(ctx, actor, body) as claim:
            found = await _behind(ctx, actor, place.source) if claim.is_ours else None
            words = plain_words(new.get("text") or "")
            if claim.is_ours:
                offers.remember(place, words)
            if found:
                exchange, comment = found
                text = flow.check_length(exchange, words)
                source = f"{event['event_ts']}|{place.source}"
                details = await find_details(ctx, text)
                card = blocks_edit.edited_offer(exchange, comment.number, text, source, details)
                await _say(ctx, place, "Use your new words?", card)
            elif claim.is_ours and new.get("user") == actor.slack_user_id:
                await _offer(ctx, near, actor, new, place, card_ts=await offers.find_card(place))

    async def deleted(event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Ask whether the comment goes with the message it was written in."""
        before = event.get("previous_message") or {}
        if event.get("channel_type") != "im" or before.get("bot_id"):
            return
        place = _place(event, {**before, "ts": event.get("deleted_ts")})
        await withdrawn_message(event, body, context, place)

    async def withdrawn_message(
        event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext, place: OfferLocation
    ) -> None:
        author = (event.get("previous_message") or {}).get("user")
        if not author:
            return
        # Slackbot is the author of what Slack puts in the place of a message that has replies.
        actor = replace(get_actor(context), slack_user_id=str(author))
        async with process_once(ctx, actor, body) as claim:
            if not claim.is_ours:
                return
            offers.remember(place, "")
            found = await _behind(ctx, actor, place.source)
            if found:
                exchange, comment = found
                await _say(ctx, place, "Withdraw the comment too?", blocks_edit.deleted_offer(exchange, comment.number))
                return
            card_ts = await offers.find_card(place)
            if card_ts:
                await _say(ctx, place, _DELETED, [section(_DELETED)], card_ts=card_ts)

    async def from_message(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Share one's own message by the shortcut; another's is theirs to share."""
        actor = get_actor(context)
        theirs = body["message"]
        if theirs.get("user") != actor.slack_user_id or theirs.get("bot_id"):
            raise KindError("Only your own messages can become your comments. This one is somebody else's to share.")
        choices = await list_accepting_comments(ctx, actor, body["channel"]["id"])
        text = plain_words(theirs.get("text") or "")
        if not choices or not text:
            raise KindError(_NOTHING_OPEN if not choices else _NO_FILES)
        flow.check_fits(choices, text)
        source = f"{body['channel']['id']}:{theirs['ts']}"
        if len(choices) == 1:
            # A form, not a whisper: Slack does not hand back what stood on a whispered card.
            trigger_id, url = body["trigger_id"], body["response_url"]
            near.warm(actor, choices[0])
            written = blocks.Written(text)
            await open_form(ctx, actor, choices[0], trigger_id, url, written=written, source=source)
            await ack()
            return
        details = await find_details(ctx, text)
        await ack()
        ctx.outbox.post_message(actor.slack_user_id, OFFER, blocks.offer_card(choices, text, source, details=details))
        asked = f"I asked you in {own_messages_link(body)} which question it answers."
        ctx.outbox.send_ephemeral(body["response_url"], asked)

    app.event({"type": "message", "subtype": "message_changed"})(edited)
    app.event({"type": "message", "subtype": "message_deleted"})(deleted)
    app.event("message")(said)
    app.shortcut("share.message")(from_message)


async def _offer(
    ctx: Context,
    near: NearComments,
    actor: Actor,
    message: dict[str, Any],
    place: OfferLocation,
    *,
    card_ts: str | None = None,
) -> None:
    """Offer to share a message. card_ts: the card that offered its older words, which the new one replaces."""
    text = plain_words(message.get("text") or "")
    if message.get("files") and not card_ts:
        await _say(ctx, place, _NO_FILES, [section(_NO_FILES)])
    if not text:
        return
    choices = await list_accepting_comments(ctx, actor)
    if not choices:
        await _say(ctx, place, _NOTHING_OPEN, [section(_NOTHING_OPEN)], card_ts=card_ts)
        return
    flow.check_fits(choices, text)
    card = await offer_of(ctx, near, actor, choices, text, place.source)
    await _say(ctx, place, OFFER, card, card_ts=card_ts)


async def _thread_offer(ctx: Context, actor: Actor, event: dict[str, Any], claim: EventClaim) -> None:
    async with ctx.storage.read() as db:
        exchange = await exchanges.get_by_announcement(db, actor.tenant_id, event["channel"], event["thread_ts"])
    if exchange is None or not exchange.as_of(ctx.clock()).is_open:
        return
    try:
        await admit(ctx, actor, exchange.exchange_id)
    except OutsideError:
        return
    is_first = claim.has_effect  # kept by a delivery that failed before it could offer
    if not claim.has_effect:
        rater_id = actor.rater_id(ctx.key_of(exchange))

        async def work(db: Db) -> bool:
            is_first = await participants.offer_once(db, actor.tenant_id, exchange.exchange_id, rater_id)
            if is_first:
                await claim.record_effect(db)
            return is_first

        is_first = await ctx.storage.transact(work)
    if is_first:
        await ctx.web.chat_postEphemeral(
            channel=event["channel"],
            user=actor.slack_user_id,
            thread_ts=event["thread_ts"],
            text="Your reply shows your name. Would you like to share it without?",
            blocks=blocks.thread_offer(exchange),
        )


async def _behind(ctx: Context, actor: Actor, source: str) -> tuple[Exchange, Comment] | None:
    """Return the actor's live comment that came by this message, and its exchange."""
    choices = await list_open(ctx, actor)
    keys = ctx.keys_of(choices)
    for exchange in choices:
        key = keys.get(exchange.exchange_id)
        if key is None:
            continue
        async with ctx.storage.read() as db:
            first = await comments.get_by_source(
                db, actor.tenant_id, exchange.exchange_id, key.source_mac("message", source)
            )
            if first is None or first.author_id != actor.author_id(key):
                continue
            newest = await comments.get_by_number(db, actor.tenant_id, exchange.exchange_id, first.number)
        if newest and newest.state not in {"withdrawn", "removed"}:
            return exchange, newest
    return None


def _place(event: dict[str, Any], message: dict[str, Any]) -> OfferLocation:
    """Return where a message of the direct messages stands. event: that tells of it."""
    ts, thread_ts = str(message.get("ts")), message.get("thread_ts")
    return OfferLocation(
        str(event["channel"]), ts, thread_ts if thread_ts != ts else None
    )  # a first message is no reply


async def _say(ctx: Context, place: OfferLocation, text: str, card: list[Block], *, card_ts: str | None = None) -> None:
    """Answer where a message was written, in its thread if it stands in one; card_ts: in the place of this card."""
    if card_ts:
        await ctx.web.chat_update(channel=place.channel, ts=card_ts, text=text, blocks=card)
        return
    await ctx.web.chat_postMessage(
        channel=place.channel,
        thread_ts=place.thread_ts,
        text=text,
        blocks=card,
        unfurl_links=False,
        unfurl_media=False,
    )
