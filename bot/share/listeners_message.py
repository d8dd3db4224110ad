"""Bolt listeners for messages: direct messages, their edits and deletions, threads of announcements, the shortcut."""

from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.access import OutsideError, admit
from bot.domain.actor import Actor, UsualLanguage
from bot.domain.errors import UserError
from bot.domain.exchanges import list_accepting_comments, list_open
from bot.share import blocks, blocks_offer, flow
from bot.share.details import find_details
from bot.share.form import open_form
from bot.share.listeners_offer import make_edited_offer
from bot.share.near_duplicates.index import NearComments
from bot.share.offers import OfferLocation, find_card, make_offer
from bot.share.service import read_service
from bot.slack.blocks import Block, section
from bot.slack.deep_links import own_messages_link
from bot.slack.events import EventClaim, process_once
from bot.slack.mrkdwn import plain_words
from storage import comments, exchange_channels, participants
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.session import Db

MESSAGE_SHORTCUT = "share.message"


async def message_posted(
    event: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context, near_comments: NearComments
) -> None:
    """Offer to share a direct message, or a reply in an announcement's thread."""
    if event.get("bot_id") or event.get("subtype") not in {None, "file_share", "thread_broadcast"}:
        return  # other bots, joins and the like
    async with process_once(ctx, actor, body) as claim:
        if not claim.is_ours:
            return
        if event.get("channel_type") == "im":
            await _offer(ctx, near_comments, actor, event, _location_of(event, event))
        elif event.get("thread_ts"):
            await _offer_in_thread(ctx, actor, event, claim)


async def message_edited(
    event: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context, near_comments: NearComments
) -> None:
    """Ask whether new words of a message become the comment's new words."""
    new, before = event.get("message") or {}, event.get("previous_message") or {}
    if event.get("channel_type") != "im" or new.get("bot_id") or before.get("bot_id"):
        return
    location = _location_of(event, new)
    if new.get("subtype") == "tombstone":  # so Slack reports that a message with replies was deleted
        await _handle_deletion(ctx, actor, event, body, location)
        return
    if new.get("text") == before.get("text"):
        return
    async with process_once(ctx, actor, body) as claim:
        if not claim.is_ours:
            return
        found = await _find_shared(ctx, actor, location.source)
        if found:
            exchange, comment = found
            words = plain_words(new.get("text") or "")
            card = await make_edited_offer(
                ctx, actor, exchange, comment.number, words, edit_mark=event["event_ts"], source=location.source
            )
            await _reply(ctx, actor, location, actor.texts("share.edited_offer_short"), card)
        elif new.get("user") == actor.slack_user_id:
            card_ts = await find_card(ctx, actor, location)
            await _offer(ctx, near_comments, actor, new, location, card_ts=card_ts)


async def message_deleted(event: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Ask whether the comment goes with the message it was written in."""
    before = event.get("previous_message") or {}
    if event.get("channel_type") != "im" or before.get("bot_id"):
        return
    location = _location_of(event, {**before, "ts": event.get("deleted_ts")})
    await _handle_deletion(ctx, actor, event, body, location)


async def message_shortcut_used(
    ack: AsyncAck, body: dict[str, Any], actor: Actor, ctx: Context, near_comments: NearComments
) -> None:
    """Share one's own message by the shortcut; another's is theirs to share."""
    message = body["message"]
    if message.get("user") != actor.slack_user_id or message.get("bot_id"):
        raise UserError("share.not_yours_to_share")
    choices = await list_accepting_comments(ctx, actor, body["channel"]["id"])
    text = plain_words(message.get("text") or "")
    if not choices:
        raise UserError("share.nothing_open_hello")
    if not text:
        raise UserError("share.no_files")
    flow.check_fits(choices, text)
    source = f"{body['channel']['id']}:{message['ts']}"
    if len(choices) == 1:
        # A form, not an ephemeral card: Slack does not hand back the blocks of one.
        near_comments.warm(actor, choices[0])
        trigger_id, url = body["trigger_id"], body["response_url"]
        await open_form(ctx, actor, choices[0], trigger_id, url, written=blocks.Written(text), source=source)
        await ack()
        return
    details = await find_details(ctx, actor, text)
    await ack()
    service = await read_service(ctx, actor)
    card = blocks_offer.offer_card(actor.texts, choices, text, source, details=details, service=service)
    ctx.outbox.post_message(actor.tenant_id, actor.slack_user_id, actor.texts("share.offer"), card)
    place = own_messages_link(body, actor.texts)
    ctx.outbox.send_ephemeral(body["response_url"], actor.texts("share.which_asked_message", place=place))


async def _offer(
    ctx: Context,
    near_comments: NearComments,
    actor: Actor,
    message: dict[str, Any],
    location: OfferLocation,
    *,
    card_ts: str | None = None,
) -> None:
    """Offer to share a message. card_ts: the card that offered its older words, which the new one replaces."""
    text = plain_words(message.get("text") or "")
    if message.get("files") and not card_ts:
        no_files = actor.texts("share.no_files")
        await _reply(ctx, actor, location, no_files, [section(no_files)])
    if not text:
        return
    choices = await list_accepting_comments(ctx, actor)
    if not choices:
        nothing = actor.texts("share.nothing_open_hello")
        await _reply(ctx, actor, location, nothing, [section(nothing)], card_ts=card_ts)
        return
    flow.check_fits(choices, text)
    card = await make_offer(ctx, near_comments, actor, choices, text, location.source)
    await _reply(ctx, actor, location, actor.texts("share.offer"), card, card_ts=card_ts)


async def _offer_in_thread(ctx: Context, actor: Actor, event: dict[str, Any], claim: EventClaim) -> None:
    """Offer once in an exchange to share without a name what was written under its announcement."""
    async with ctx.storage.read() as db:
        place = (str(event["channel"]), str(event["thread_ts"]))
        exchange = await exchange_channels.get_by_announcement(db, actor.tenant_id, *place)
    if exchange is None or not exchange.as_of(ctx.clock()).is_open:
        return
    if not exchange.is_anonymous:  # a comment would show the same name again
        return
    try:
        await admit(ctx, actor, exchange.exchange_id)
    except OutsideError:
        return
    is_first = claim.has_effect  # saved by a delivery that failed before it could offer
    if not claim.has_effect:
        who = actor.person(ctx.key_of(exchange))

        async def work(db: Db) -> bool:
            person = await participants.hold(db, exchange.scope, who)
            if person.thread_offered:
                return False
            await claim.record_effect(db)
            await participants.save(db, exchange.scope, who, replace(person, thread_offered=True))
            return True

        is_first = await ctx.storage.transact(work)
    if is_first:
        await ctx.workspace(actor.tenant_id).client.chat_postEphemeral(
            channel=event["channel"],
            user=actor.slack_user_id,
            thread_ts=event["thread_ts"],
            text=actor.texts("share.thread"),
            blocks=blocks_offer.thread_offer(actor.texts, exchange),
        )


async def _handle_deletion(
    ctx: Context, actor: Actor, event: dict[str, Any], body: dict[str, Any], location: OfferLocation
) -> None:
    """Ask whether the comment behind a deleted message goes too; take back an offer of it."""
    author_id = str((event.get("previous_message") or {}).get("user") or "")
    if not author_id:
        return
    if author_id != actor.slack_user_id:  # Slackbot deletes a message that has replies, in its author's name
        locale = ctx.workspace(actor.tenant_id).known_locale(author_id)
        usual = None if locale else UsualLanguage(actor.usual.of_workspace if actor.usual else None)
        actor = replace(actor, slack_user_id=author_id, locale=locale, usual=usual)
    async with process_once(ctx, actor, body) as claim:
        if not claim.is_ours:
            return
        found = await _find_shared(ctx, actor, location.source)
        if found:
            exchange, comment = found
            texts = actor.texts_about(exchange)
            card = blocks_offer.deleted_offer(texts, exchange, comment.number)
            await _reply(ctx, actor, location, texts("share.deleted_offer_short"), card)
            return
        card_ts = await find_card(ctx, actor, location)
        if card_ts:
            deleted = actor.texts("share.message_deleted")
            await _reply(ctx, actor, location, deleted, [section(deleted)], card_ts=card_ts)


async def _find_shared(ctx: Context, actor: Actor, source: str) -> tuple[Exchange, Comment] | None:
    """Return the actor's comment that came by this message and is not withdrawn or removed, and its exchange."""
    choices = await list_open(ctx, actor)
    keys = ctx.keys_of(choices)
    for exchange in choices:
        key = keys.get(exchange.exchange_id)
        if key is None:
            continue
        async with ctx.storage.read() as db:
            first = await comments.get_by_source(db, exchange.scope, key.source_mac("message", source))
            person = await participants.get(db, exchange.scope, actor.person(key)) if first else None
            if first is None or person is None or not person.wrote(first):
                continue
            newest = await comments.get_by_number(db, exchange.scope, first.number)
        if newest and newest.state not in {CommentState.WITHDRAWN, CommentState.REMOVED}:
            return exchange, newest
    return None


def _location_of(event: dict[str, Any], message: dict[str, Any]) -> OfferLocation:
    """Return where a direct message is. event: the one that reports it."""
    ts, thread_ts = str(message.get("ts")), message.get("thread_ts")
    is_reply = thread_ts != ts  # the first message of a thread is none
    return OfferLocation(str(event["channel"]), ts, thread_ts if is_reply else None)


async def _reply(
    ctx: Context, actor: Actor, location: OfferLocation, text: str, card: list[Block], *, card_ts: str | None = None
) -> None:
    """Answer where a message was written, in its thread if it is in one; card_ts: in the place of this card."""
    if card_ts:
        await ctx.workspace(actor.tenant_id).client.chat_update(
            channel=location.channel, ts=card_ts, text=text, blocks=card
        )
        return
    await ctx.workspace(actor.tenant_id).client.chat_postMessage(
        channel=location.channel,
        thread_ts=location.thread_ts,
        text=text,
        blocks=card,
        unfurl_links=False,
        unfurl_media=False,
    )


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.event({"type": "message", "subtype": "message_changed"})(message_edited)
    app.event({"type": "message", "subtype": "message_deleted"})(message_deleted)
    app.event("message")(message_posted)
    app.shortcut(MESSAGE_SHORTCUT)(message_shortcut_used)
