"""Items of the queue as the job of the cards sees them, and how far it is with those of an exchange."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.moderate.cards.state import ItemState
from bot.moderate.case import ModerationCase


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is now. waits: a moderator should look at it; is_danger: it comes first."""

    number: int
    state: ItemState
    waits: bool
    is_danger: bool


@dataclass(slots=True)
class Look:
    """How far the cards of an exchange are as they should be. mark: of what they were made of; again_at: later so.

    until: the end of the lease. is_unknown: whether a new card is there, since Slack did not answer.
    """

    mark: str
    until: datetime
    is_unknown: bool = False
    is_done: bool = False
    again_at: datetime | None = None
    shown: set[int] = field(default_factory=set)
    cases: list[ModerationCase] = field(default_factory=list)
