"""Where each person's card is, as far as this process remembers: what makes a short line of it later.

A cache that may be wrong or empty without harm: a card that cannot be found stays as it is. Which comment is on a
person's card is in the database.
"""

from collections import OrderedDict
from dataclasses import dataclass

from bot.domain.actor import Actor
from bot.slack.blocks import Block
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

    def replace(self, actor: Actor, exchange_id: int, response_url: str, text: str, card: list[Block]) -> None:
        """Put somebody's card in the place of the message that they clicked, soon, and remember it."""
        self.remember(actor, CardLocation(exchange_id, response_url))
        self._outbox.replace_message(response_url, text, card)

    def post(self, actor: Actor, exchange_id: int, text: str, card: list[Block]) -> None:
        """Send a card as a new message soon, and remember where it is."""
        self.remember(actor, CardLocation(exchange_id))

        def stands(channel: str, ts: str) -> None:
            if self._cards.get(actor) == CardLocation(exchange_id):  # nothing came in between
                self._cards[actor] = CardLocation(exchange_id, message=(channel, ts))

        self._outbox.post_message(actor.slack_user_id, text, card, stands=stands)

    def fold(self, actor: Actor, exchange_id: int, text: str, blocks: list[Block]) -> None:
        """Put a short line in the place of somebody's card, where it can still be replaced."""
        location = self._cards.get(actor)
        if location is None or location.exchange_id != exchange_id:
            return
        if location.response_url:
            self._outbox.replace_message(location.response_url, text, blocks)
        elif location.message:
            self._outbox.update_message(*location.message, text, blocks)
