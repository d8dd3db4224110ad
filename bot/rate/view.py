"""What a person has before them after an act: what cards are drawn from."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.translations import Translation
from bot.texts import Message
from storage.comments import Comment
from storage.enums import ReportReason
from storage.exchanges import Exchange
from storage.participant_record import Participant

STARS = range(1, 6)

GOAL = 20
"""Ratings that are asked of a person; nothing ends there."""


class WaitingCount(NamedTuple):
    """How many comments waited for the person at a choice, up to their goal. but: the one that was left out."""

    but: Comment | None
    number: int


@dataclass(frozen=True, slots=True)
class RatingView:
    """What a person has before them: the exchange, their part in it, the next comment (None: no more now)."""

    exchange: Exchange
    person: Participant
    comment: Comment | None
    name: str = ""  # of the author, where the exchange shows names
    last_stars: int | None = None  # given just now; on an older card, those that it has
    changed: Comment | None = None  # what an older card shows now; it stays where it is
    note: Message | None = None  # what was done just now
    refusal: Message | None = None  # why the act did not count; None where it did
    goal: int = 0  # ratings: GOAL, or as many as this person can give now
    translation: Translation | None = None  # of the comment, once somebody asked for it
    reported: ReportReason | None = None  # why the comment before was reported just now
    has_themes: bool = False  # they may choose some to rate first
