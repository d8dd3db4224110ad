"""What every room is handed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random, SystemRandom

from slack_sdk.web.async_client import AsyncWebClient

from bot.keys import ExchangeKey, Keyring
from bot.slack.cards import CardSender
from bot.slack.changes import Changes
from bot.slack.membership import Membership
from bot.slack.people import People
from bot.slack.services import Services
from storage.exchanges import Exchange
from storage.session import Storage

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Kit:
    """The tools of a room: the database, the keys, ways to Slack, the clock, a random source."""

    storage: Storage
    keys: Keyring
    web: AsyncWebClient
    cards: CardSender
    people: People
    membership: Membership
    is_playground: bool = False
    clock: Clock = utc_now
    rng: Random = field(default_factory=SystemRandom)
    base_url: str = ""
    services: Services = field(default_factory=Services)
    changes: Changes = field(default_factory=Changes)  # who shows a person's part hears of it here
    unanswered: Counter[str] = field(default_factory=Counter)  # requests that no listener took, by kind
    wake: Callable[[], None] = lambda: None  # ask the scheduler to look at what is due now

    def key_of(self, exchange: Exchange) -> ExchangeKey:
        """Return the key of an exchange."""
        return self.keys.open(exchange.wrapped_key)
