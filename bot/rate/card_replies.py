"""Replies on a rating card to a click that could not count."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from bot.context import Context
from bot.domain.access import OutsideError, UnknownAccessError, admit, get_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.rate import blocks
from bot.rate.payloads import find_exchange_id
from bot.slack.blocks import section
from bot.slack.errors import error_text

Listener = Callable[..., Awaitable[None]]


def replies_on_card(listener: Listener) -> Listener:
    """Let a listener of a card answer a UserError on that card, after it is acknowledged.

    People outside the channel no longer see the card, a closed exchange closes it, and all else is said below it.
    The listener takes ack, action, actor, body and ctx among its arguments. A crafted value goes to the one handler of
    errors, as does a click on no message.
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
