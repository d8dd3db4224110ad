"""Rating cards in Slack: shows them, and remembers where each person's is, so that it can be replaced later.

What it remembers may be wrong or missing without harm, as where another process sent the card: a card that cannot be
found stays as it is, and a click on it is answered like one on any older card. The comment on a person's
card, and its exchange, are in the database.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace

from bot.domain.actor import Actor
from bot.rate import blocks
from bot.rate.view import RatingView
from bot.slack.outbox import Outbox

_MAX_REMEMBERED = 20_000  # people


@dataclass(frozen=True, slots=True)
class CardLocation:
    """Where somebody's card is: the address that replaces it once it was clicked, else its message."""

    exchange_id: int
    response_url: str | None = None
    message: tuple[str, str] | None = None  # channel and ts


class CardRegistry:
    """The last card of each person."""

    def __init__(self, outbox: Outbox) -> None:
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
            self._outbox.replace_message(response_url, *blocks.older_card(actor.texts, view, view.changed))
            return
        self.remember(actor, CardLocation(view.exchange.exchange_id, response_url))
        self._outbox.replace_message(response_url, *blocks.rating_card(actor.texts, view))

    def post(self, actor: Actor, view: RatingView) -> None:
        """Send somebody's card as a new message soon."""
        posted = CardLocation(view.exchange.exchange_id)
        self.remember(actor, posted)

        def on_posted(channel: str, ts: str) -> None:
            if self._cards.get(actor) == posted:  # nothing came in between
                self._cards[actor] = replace(posted, message=(channel, ts))

        self._outbox.post_message(
            actor.tenant_id, actor.slack_user_id, *blocks.rating_card(actor.texts, view), on_posted=on_posted
        )

    def fold(self, actor: Actor, view: RatingView, done: str) -> None:
        """Put a short line in the place of somebody's card, where it can still be replaced. done: on that card."""
        location = self._cards.get(actor)
        if location is None or location.exchange_id != view.exchange.exchange_id:
            return
        text, card = blocks.folded_card(actor.texts, view, done)
        if location.response_url:
            self._outbox.replace_message(location.response_url, text, card)
        elif location.message:
            self._outbox.update_message(actor.tenant_id, *location.message, text, card)
