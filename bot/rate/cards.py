"""Rating cards in Slack: shows them, remembers where each person's is, and answers there a click that cannot count.

What it remembers may be wrong or missing without harm, as where another process sent the card: a card that cannot be
found stays as it is, and a click on it is answered like one on any older card. The comment on a person's
card, and its exchange, are in the database.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial, wraps
from typing import Any

from bot.context import Context
from bot.domain.access import OutsideError, UnknownAccessError, admit, get_started
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.rate import blocks
from bot.rate.payloads import find_exchange_id
from bot.rate.view import RatingView
from bot.slack.blocks import section
from bot.slack.errors import error_text
from bot.slack.outbox import Outbox
from bot.slack.waiting import BusyError, OverloadedError, WaitingClicks

_MAX_REMEMBERED = 20_000  # people

Listener = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class CardLocation:
    """Where somebody's card is: the address that replaces it once it was clicked, else its message."""

    exchange_id: int
    response_url: str | None = None
    message: tuple[str, str] | None = None  # channel and ts


class CardRegistry:
    """The last card of each person. waiting: the clicks on cards that wait for the database."""

    def __init__(self, outbox: Outbox, waiting: WaitingClicks) -> None:
        self.waiting = waiting
        self._outbox = outbox
        self._cards: OrderedDict[Actor, CardLocation] = OrderedDict()

    def remember(self, actor: Actor, location: CardLocation) -> None:
        """Remember where somebody's card is."""
        self._cards[actor] = location
        self._cards.move_to_end(actor)
        if len(self._cards) > _MAX_REMEMBERED:
            self._cards.popitem(last=False)

    def forget(self, actor: Actor) -> None:
        """Forget where somebody's card is."""
        self._cards.pop(actor, None)

    def show(self, actor: Actor, response_url: str, view: RatingView) -> None:
        """Put somebody's card in the place of the message that they clicked, soon; an older card keeps its comment."""
        if view.changed:
            self._outbox.replace_message(
                response_url, *blocks.older_card(actor.texts_about(view.exchange), view, view.changed)
            )
            return
        shown = CardLocation(view.exchange.exchange_id, response_url)
        self.remember(actor, shown)
        card = blocks.encoded_card(actor.texts_about(view.exchange), view)
        self._outbox.replace_card(response_url, card, lambda: self._cards.get(actor) is shown)

    def post(self, actor: Actor, view: RatingView) -> None:
        """Send somebody's card as a new message soon."""
        posted = CardLocation(view.exchange.exchange_id)
        self.remember(actor, posted)

        def on_posted(channel: str, ts: str) -> None:
            if self._cards.get(actor) == posted:  # nothing came in between
                self._cards[actor] = replace(posted, message=(channel, ts))

        self._outbox.post_message(
            actor.tenant_id,
            actor.slack_user_id,
            *blocks.rating_card(actor.texts_about(view.exchange), view),
            on_posted=on_posted,
        )

    def fold(self, actor: Actor, view: RatingView, done: str) -> None:
        """Put a short line in the place of somebody's card, where it can still be replaced. done: on that card."""
        location = self._cards.get(actor)
        if location is None or location.exchange_id != view.exchange.exchange_id:
            return
        text, card = blocks.folded_card(actor.texts_about(view.exchange), view, done)
        if location.response_url:
            self._outbox.replace_message(location.response_url, text, card)
        elif location.message:
            self._outbox.update_message(actor.tenant_id, *location.message, text, card)


def replies_on_card(listener: Listener) -> Listener:
    """Let a listener of a card answer a UserError on that card, after it is acknowledged.

    People outside the channel no longer see the card, a closed exchange closes it, and all else is said below it.
    Where too many clicks wait for the database, or it is away, its person reads that the click was not saved
    (bot/slack/waiting.py). The listener is safe to repeat, and takes ack, action, actor, body, ctx and rating_cards
    by name. A crafted value goes to the one handler of errors, as does a click on no message.
    """

    @wraps(listener)
    async def answered(**given: Any) -> None:
        cards: CardRegistry = given["rating_cards"]
        actor, notify = given["actor"], partial(_notify, given["ctx"], given["body"].get("response_url"))
        try:
            await cards.waiting.run(partial(_answer, listener, given), lambda: notify(actor.texts("errors.not_saved")))
        except BusyError as error:
            if not notify(actor.texts("errors.busy")):  # too many read so already: Slack's own sign has to do
                raise OverloadedError from error
            await given["ack"]()

    return answered


def _notify(ctx: Context, url: str | None, sentence: str) -> bool:
    return not url or ctx.outbox.note(url, sentence)


async def _answer(listener: Listener, given: dict[str, Any]) -> None:
    try:
        await listener(**given)
    except UserError as error:
        exchange_id = find_exchange_id(given["action"])
        if exchange_id is None or not given["body"].get("response_url"):
            raise
        await given["ack"]()
        await _show_refusal(given["ctx"], given["actor"], exchange_id, given["body"]["response_url"], error)


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
