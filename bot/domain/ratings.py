"""Ratings: saves one, draws the comment's sampling weight again, and says what it changes in the rater's row."""

from dataclasses import dataclass
from random import Random

from bot.core.routing import QualityThreshold, sampling_weight
from bot.keys import ExchangeKey
from storage.act_rows import ActRows
from storage.comments import Comment
from storage.copies import copy_with
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.ratings import Placed, Star, change_histogram


@dataclass(frozen=True, slots=True)
class Rater:
    """Who rates, and when. at: microseconds since 1970, Slack's time of the click."""

    key: ExchangeKey
    person: Participant
    at: int

    def blind_timestamp(self, comment: Comment) -> int:
        """Return the time of the act as it is kept with a comment, which shows nobody when it was."""
        seals = self.key.seals.seal_acts(comment.comment_id, self.person.person)
        return self.key.blind_timestamp(seals.rating, self.at)


async def save_rating(
    rng: Random, rows: ActRows, exchange: Exchange, rater: Rater, comment: Comment, stars: int, *, is_near: bool = False
) -> tuple[Placed, Participant]:
    """Save a star and draw a new sampling weight of the comment; return the effect, and the rater as they are then.

    Safe to repeat. The caller writes the rater's row. comment: as it is while it is locked.
    is_near: the rater chose the comment, beside their own words.
    """
    person = rater.person
    seals = rater.key.seals.seal_acts(comment.comment_id, person.person)
    star = Star(
        comment.comment_id,
        seals,
        stars,
        rater.key.blind_timestamp(seals.rating, rater.at),
        is_first=not person.has_acted_on(comment),
    )
    placed = await rows.save_row(star)
    if not placed.counted:
        return placed, person
    quality = QualityThreshold(exchange.grand_mean, exchange.quality_threshold)
    histogram = change_histogram(comment.histogram, placed.before, stars)
    weight = sampling_weight(histogram, quality, rng)
    await rows.count(star, placed.before, weight=weight)
    return placed, copy_with(person, person.rated_sets(comment, is_near=is_near))
