"""What a click on a rating card is answered with: the next card, or why it could not count."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from bot.context import Context
from bot.domain.access import OutsideError, UnknownAccessError, admit
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_started
from bot.rate import blocks
from bot.rate.card_registry import CardRegistry
from bot.rate.payloads import find_exchange_id
from bot.rate.view import RatingView
from bot.slack.blocks import section
from bot.slack.errors import error_text

Listener = Callable[..., Awaitable[None]]


def show_view(ctx: Context, cards: CardRegistry, actor: Actor, body: dict[str, Any], view: RatingView) -> None:
    """Show what comes next where somebody clicked; an older card stays, with its comment."""
    if view.changed:
        ctx.outbox.replace_message(body["response_url"], *blocks.older_card(actor.texts, view, view.changed))
        return
    text, card = blocks.rating_card(actor.texts, view)
    cards.replace(actor, view.exchange.exchange_id, body["response_url"], text, card)


def replies_on_card(listener: Listener) -> Listener:
    """Let a listener of a card answer a UserError on that card, after it is acknowledged.

    Who is outside the channel no longer sees the card, a closed exchange closes it, and all else is said below it.
    The listener takes ack, action, actor, body and ctx among its arguments. A crafted value goes to the one handler of
    errors, as does what was clicked on no message.
    """

    @wraps(listener)
    async def answered(**given: Any) -> None:
        try:
            await listener(**given)
        except UserError as error:
            exchange_id = find_exchange_id(given["action"])
            if exchange_id is None or not given["body"].get("response_url"):
                raise
            await given["ack"]()
            await _show_refusal(given["ctx"], given["actor"], exchange_id, given["body"]["response_url"], error)

    return answered


async def _show_refusal(ctx: Context, actor: Actor, exchange_id: int, url: str, error: UserError) -> None:
    text = error_text(actor.texts, error)
    if isinstance(error, OutsideError):  # the card goes: its words are for members of the channel
        ctx.outbox.replace_message(url, text, [section(text)])
        return
    if isinstance(error, UnknownAccessError):
        ctx.outbox.send_ephemeral(url, text)
        return
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await get_started(db, admission)
    if exchange.is_open:
        ctx.outbox.send_ephemeral(url, text)
    else:
        ctx.outbox.replace_message(url, *blocks.closed_card(actor.texts, exchange, text))
