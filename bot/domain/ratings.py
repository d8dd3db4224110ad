"""Ratings: saves one, and draws the comment's sampling weight again."""

from random import Random

from bot.core.routing import QualityThreshold, sampling_weight
from storage import ratings
from storage.exchanges import Exchange
from storage.participants import Participant
from storage.ratings import Placed, Star
from storage.session import Db


async def save_rating(rng: Random, db: Db, exchange: Exchange, person: Participant, star: Star) -> Placed:
    """Save a star and draw a new sampling weight of the comment. Safe to repeat."""
    placed = await ratings.save(db, exchange.scope, star)
    if placed.counted:
        quality = QualityThreshold(exchange.grand_mean, exchange.quality_threshold)
        weight = sampling_weight(placed.histogram, quality, rng)
        group = person.group_name if placed.before is None else None
        await ratings.save_sampling_weight(db, exchange.scope, star.comment_id, weight, group_name=group)
    return placed
