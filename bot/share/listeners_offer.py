"""Bolt listeners for the buttons of cards that offer a message, or its new words, as a comment."""

import secrets
from contextlib import suppress
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.domain.access import admit, read_subject, require_open
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import list_open, parse_exchange_id
from bot.share import blocks, blocks_edit, blocks_offer, flow, payloads
from bot.share.details import find_details
from bot.share.form import open_form
from bot.share.near_duplicates.index import NearComments
from bot.share.offers import OfferLocation, get_newest, make_offer
from bot.share.review import review
from bot.share.service import read_service
from bot.slack.blocks import Block, context_block, section, state_of
from bot.slack.mrkdwn import unescape
from storage.exchanges import Exchange


async def share_pressed(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Actor,
    ctx: Context,
    near_comments: NearComments,
) -> None:
    """Share the words on the card."""
    exchange_id, source, asks_which = _parse_card(action, body)
    shown = _words_on_card(body)
    text = await get_newest(ctx, actor, source, shown, _card_of(body))
    if text != shown:
        card = await _changed_offer(ctx, actor, near_comments, text, source)
        await ack()
        ctx.outbox.replace_message(body["response_url"], actor.texts("share.offer"), card)
        return
    if asks_which:  # only now it is known where others may have said it
        found = await review(ctx, near_comments, actor, exchange_id, text=text, mark=source)
        if found and (found.near or found.is_off_topic):
            card = blocks_offer.offer_card(
                actor.texts,
                [found.exchange],
                text,
                source,
                near=found.near,
                details=found.details,
                is_off_topic=found.is_off_topic,
                service=await read_service(ctx, actor),
            )
            await ack()
            ctx.outbox.replace_message(body["response_url"], actor.texts("share.offer"), card)
            return
    exchange, comment, person = await flow.share(ctx, actor, exchange_id, text=text, source=flow.parse_source(source))
    await ack()
    card = blocks.shared_card(actor.texts, exchange, comment, person)
    ctx.outbox.replace_message(body["response_url"], actor.texts("share.shared_short", number=comment.number), card)


async def edit_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the words on the card in the form."""
    exchange_id, source, _ = _parse_card(action, body)
    text = await get_newest(ctx, actor, source, _words_on_card(body), _card_of(body))
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await require_open(db, admission)
    trigger_id, url = body["trigger_id"], body["response_url"]
    await open_form(ctx, actor, exchange, trigger_id, url, written=blocks.Written(text), source=source)
    await ack()


async def no_pressed(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Leave it."""
    await ack()
    with suppress(UserError):
        await read_subject(ctx, actor, payloads.parse_offer(action.get("value"))[0])
    text = actor.texts("share.not_shared")
    ctx.outbox.replace_message(body["response_url"], text, [section(text)])


async def exchange_chosen(ack: AsyncAck) -> None:
    """Do nothing: the choice is read when the card's button is pressed."""
    await ack()


async def new_words_pressed(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    actor: Actor,
    ctx: Context,
) -> None:
    """Use the edited message's words."""
    reword = payloads.parse_reword(action.get("value"))
    shown = _words_on_card(body)
    text = await get_newest(ctx, actor, reword.source, shown, _card_of(body))
    if text != shown:  # edited once more since
        exchange, comment = await flow.get_own_comment(ctx, actor, reword.exchange_id, reword.number)
        card = await make_edited_offer(
            ctx,
            actor,
            exchange,
            comment.number,
            text,
            edit_mark=f"{reword.edit_mark}.{secrets.token_hex(4)}",
            source=reword.source,
        )
        await ack()
        ctx.outbox.replace_message(body["response_url"], actor.texts("share.edited_offer_short"), card)
        return
    exchange, comment = await flow.edit(
        ctx,
        actor,
        reword.exchange_id,
        reword.number,
        text=text,
        why=None,
        source=("edit", payloads.require_source(reword.edit_mark)),
    )
    await ack()
    done = blocks_edit.edited_line(actor.texts, comment)
    ctx.outbox.replace_message(body["response_url"], done, [section(done)])


async def old_words_pressed(
    ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context
) -> None:
    """Leave the comment as it is."""
    await ack()
    with suppress(UserError):
        await read_subject(ctx, actor, payloads.parse_own_comment(action.get("value"))[0])
    text = actor.texts("share.kept_old")
    ctx.outbox.replace_message(body["response_url"], text, [section(text)])


async def make_edited_offer(
    ctx: Context, actor: Actor, exchange: Exchange, number: int, text: str, *, edit_mark: str, source: str
) -> list[Block]:
    """Return the card that offers new words for a comment. Raises UserError when they do not fit."""
    text = flow.check_length(exchange, text)
    details = await find_details(ctx, actor, text)
    return blocks_offer.edited_offer(
        actor.texts, exchange, number, text, edit_mark=edit_mark, source=source, details=details
    )


async def _changed_offer(
    ctx: Context, actor: Actor, near_comments: NearComments, text: str, source: str
) -> list[Block]:
    """Return the card with the newest words of a message that was edited after the card came."""
    choices = await list_open(ctx, actor)
    if not choices:
        raise UserError("share.nothing_open_any_more")
    flow.check_fits(choices, text)
    offer = await make_offer(ctx, near_comments, actor, choices, text, source)
    return [context_block(actor.texts("share.message_changed")), *offer]


def _parse_card(action: dict[str, Any], body: dict[str, Any]) -> tuple[int, str, bool]:
    """Return (exchange, source, whether the card asks for the exchange) of an offer card that was clicked.

    Raises UserError when no exchange was chosen.
    """
    exchange_id, source = payloads.parse_offer(action.get("value"))
    if exchange_id is not None:
        return exchange_id, source, False
    chosen = state_of(body, blocks_offer.WHICH, blocks_offer.WHICH)
    if not chosen:
        raise UserError("share.which_first")
    return parse_exchange_id(chosen), source, True


def _words_on_card(body: dict[str, Any]) -> str:
    """Return the words that the card shows: they are shared exactly as the person saw them. Raises UserError."""
    for block in (body.get("message") or {}).get("blocks") or []:
        if block.get("block_id") == blocks.TEXT and block.get("text"):
            return unescape(str(block["text"]["text"]))
    raise UserError("share.card_without_words")


def _card_of(body: dict[str, Any]) -> OfferLocation:
    """Return where the clicked card is."""
    message, channel = body.get("message") or {}, body.get("channel") or {}
    thread_ts = message.get("thread_ts")
    return OfferLocation(str(channel.get("id")), str(message.get("ts")), str(thread_ts) if thread_ts else None)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks_offer.DM_YES)(share_pressed)
    app.action(blocks_offer.DM_EDIT)(edit_pressed)
    app.action(blocks_offer.DM_NO)(no_pressed)
    app.action(blocks_offer.WHICH)(exchange_chosen)
    app.action(blocks_offer.DM_REWORD)(new_words_pressed)
    app.action(blocks_offer.DM_KEEP)(old_words_pressed)
