"""Bolt listeners for the buttons of cards that offer a message, or its new words, as a comment."""

import secrets
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.domain.access import admit
from bot.domain.actor import Actor
from bot.domain.exchanges import list_open, parse_exchange_id, require_open
from bot.share import blocks, blocks_edit, flow
from bot.share.details import find_details
from bot.share.form import open_form
from bot.share.near import NearComments
from bot.share.offers import OFFER, Offers, near_offer, offer_of
from bot.slack.blocks import Block, context_block, section, state_of
from bot.slack.errors import KindError
from bot.slack.middleware import get_actor
from bot.slack.mrkdwn import unescape

_CHANGED = "You changed your message, so nothing was shared yet. These are its newest words."


def register(app: AsyncApp, ctx: Context, near: NearComments, offers: Offers) -> None:
    """Register the listeners."""

    async def yes(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Share what stands on the card."""
        actor = get_actor(context)
        exchange_id, source, shown = _card(body)
        if exchange_id == 0:
            raise KindError("Please choose first which question it answers.")
        text = await offers.newest(source, shown, _thread_of(body))
        if text != shown:
            await ack()
            ctx.outbox.replace_message(body["response_url"], OFFER, await changed_offer(actor, text, source))
            return
        if _asks_which(body):  # only now it is known where others may have said it
            exchange, is_kept = await flow.validate_share(ctx, actor, exchange_id, text=text, mark=source)
            details = await find_details(ctx, text)
            card = [] if is_kept else await near_offer(near, actor, exchange, text, source, details)
            if card:
                await ack()
                ctx.outbox.replace_message(body["response_url"], OFFER, card)
                return
        exchange, comment, person = await flow.share(ctx, actor, exchange_id, text=text, source=flow.source_of(source))
        await ack()
        ctx.outbox.replace_message(
            body["response_url"], f"Shared as #{comment.number}", blocks.shared_card(exchange, comment, person)
        )

    async def edit(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open what stands on the card in the form."""
        actor = get_actor(context)
        exchange_id, source, shown = _card(body)
        if exchange_id == 0:
            raise KindError("Please choose first which question it answers.")
        text = await offers.newest(source, shown, _thread_of(body))
        admission = await admit(ctx, actor, exchange_id)
        async with ctx.storage.read() as db:
            exchange = await require_open(db, admission)
        await open_form(
            ctx,
            actor,
            exchange,
            body["trigger_id"],
            body["response_url"],
            written=blocks.Written(text),
            source=source,
        )
        await ack()

    async def no(ack: AsyncAck, body: dict[str, Any]) -> None:
        """Leave it."""
        await ack()
        text = "Not shared. Your message stays between you and me."
        ctx.outbox.replace_message(body["response_url"], text, [section(text)])

    async def chosen(ack: AsyncAck) -> None:
        """Keep nothing: the choice is read when the card's button is pressed."""
        await ack()

    async def new_words(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Use the edited message's words."""
        actor = get_actor(context)
        target, edit_ts, source = _edit_of(body)
        exchange_id, _, number = target.partition(":")
        shown = _words_on_card(body)
        text = await offers.newest(source, shown, _thread_of(body)) if source else shown
        if text != shown:  # edited once more since
            exchange, comment = await flow.get_own_comment(
                ctx, actor, parse_exchange_id(exchange_id), parse_exchange_id(number)
            )
            text = flow.check_length(exchange, text)
            details = await find_details(ctx, text)
            await ack()
            card = blocks_edit.edited_offer(
                exchange, comment.number, text, f"{edit_ts}.{secrets.token_hex(4)}|{source}", details
            )
            ctx.outbox.replace_message(body["response_url"], "Use your new words?", card)
            return
        exchange, comment = await flow.edit(
            ctx,
            actor,
            parse_exchange_id(exchange_id),
            parse_exchange_id(number),
            text=text,
            why=None,
            source=("edit", _sure(edit_ts)),
        )
        await ack()
        near.reworded(exchange, comment.comment_id)
        done = blocks_edit.edited_line(comment)
        ctx.outbox.replace_message(body["response_url"], done, [section(done)])

    async def old_words(ack: AsyncAck, body: dict[str, Any]) -> None:
        """Leave the comment as it is."""
        await ack()
        text = "The comment stays as it was."
        ctx.outbox.replace_message(body["response_url"], text, [section(text)])

    async def changed_offer(actor: Actor, text: str, source: str) -> list[Block]:
        """Return the card with the newest words of a message that was edited after the card came."""
        choices = await list_open(ctx, actor)
        if not choices:
            raise KindError("No exchange is open any more, so nothing was shared.")
        flow.check_fits(choices, text)
        return [context_block(_CHANGED), *await offer_of(ctx, near, actor, choices, text, source)]

    app.action(blocks.DM_YES)(yes)
    app.action(blocks.DM_EDIT)(edit)
    app.action(blocks.DM_NO)(no)
    app.action(blocks.WHICH)(chosen)
    app.action(blocks.DM_REWORD)(new_words)
    app.action(blocks.DM_KEEP)(old_words)


def _card(body: dict[str, Any]) -> tuple[int, str, str]:
    """Return (exchange or 0, source, words) of an offer card that was clicked."""
    exchange_id, _, source = (body["actions"][0].get("value") or "").partition("|")
    if exchange_id == "0":
        exchange_id = state_of(body, blocks.WHICH, blocks.WHICH) or "0"
    return parse_exchange_id(exchange_id), _sure(source), _words_on_card(body)


def _asks_which(body: dict[str, Any]) -> bool:
    """Return whether the card that was clicked asks for the exchange."""
    return (body["actions"][0].get("value") or "").startswith("0|")


def _sure(source: str) -> str:
    """Return where the words came from: by it the same words are kept once. Raises KindError when it is not told."""
    if not source:
        raise KindError("I cannot read this card. Please write your words to me again.")
    return source


def _words_on_card(body: dict[str, Any]) -> str:
    """Return the words that the card shows: they are shared exactly as the person saw them."""
    for block in (body.get("message") or {}).get("blocks") or []:
        if block.get("block_id") == blocks.TEXT and block.get("text"):
            return unescape(str(block["text"]["text"]))
    raise KindError("This card no longer shows your words. Please write them to me again.")


def _thread_of(body: dict[str, Any]) -> str | None:
    """Return the thread that the clicked card stands in, None where it stands in none."""
    thread_ts = (body.get("message") or {}).get("thread_ts")
    return str(thread_ts) if thread_ts else None


def _edit_of(body: dict[str, Any]) -> tuple[str, str, str]:
    """Return ("EXCHANGE:NUMBER", mark of the edit, source of the message or "") of a card about new words."""
    target, _, rest = (body["actions"][0].get("value") or "").partition("|")
    edit_ts, _, source = rest.partition("|")
    return target, edit_ts, source
