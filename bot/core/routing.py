"""Which comment a person is shown next: a promise queue, as in weighted fair queueing.

Every comment is promised its share of the ratings: an equal one, and up to BOOST times as much on top while it may be
among the best. Next is whoever has had least of what was promised:

    key = (ratings + cards on which it lies) / promise
    promise = 1 + BOOST / (1 + exp((bar - draw) / SOFTNESS))

draw is from what the ratings say of the comment's mean so far: N((w·m + sum) / (w + n), v / (w + n)). The bar is the
mean of the comment at rank RANK, or of the best sixth in a small exchange.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

BOOST = 6.0
UNKNOWN = 1 + BOOST / 2
"""What a comment is promised before anybody rated it; also the column's default."""

SOFTNESS = 0.12
"""Stars over which the promise rises from little to nearly all."""

RANK = 60
SHARE = 6
PRIOR_WEIGHT = 7.0
"""Ratings that the mean of all comments counts as, in the draw."""

VARIANCE = 1.35
"""Of one rating about its comment's mean, in stars squared."""

SMALL_SHARE = 0.12
"""A group that gives less of all ratings than this is small: half of its members' places go where it is missing."""

BEST = 100
ENOUGH = 8
"""Ratings by a small group that each of the BEST comments should have."""

_MAX_POWER = 50.0

SPREAD = 2
"""Among how many of the lowest keys each place is drawn, so that a crowd does not all meet the same comment."""


@dataclass(frozen=True, slots=True)
class QualityThreshold:
    """What draws are held against. middle: mean stars of all ratings; bar: of the comment at the rank that counts."""

    middle: float = 3.0
    bar: float = 3.0


def quality_threshold(histograms: Ints) -> QualityThreshold:
    """Return the level of an exchange, reckoned anew from time to time. histograms: comments x 5, ratings by star."""
    if not len(histograms) or not histograms.sum():
        return QualityThreshold()
    middle, mean = _means(histograms)
    rank = max(1, min(RANK, len(mean) // SHARE))
    return QualityThreshold(middle, float(np.partition(mean, -rank)[-rank]))


def sampling_weight(histogram: Sequence[int], held: QualityThreshold, rng: Random) -> float:
    """Return a comment's promise, 1 to 1 + BOOST, drawn anew at each of its ratings. histogram: its stars 1 to 5."""
    count = sum(histogram)
    total = sum(stars * number for stars, number in enumerate(histogram, start=1))
    weight = PRIOR_WEIGHT + count
    draw = rng.gauss((PRIOR_WEIGHT * held.middle + total) / weight, math.sqrt(VARIANCE / weight))
    return 1 + BOOST / (1 + math.exp(min((held.bar - draw) / SOFTNESS, _MAX_POWER)))


def virtual_finish_time(ratings: Any, promised: Any) -> Any:
    """Return where comments stand in the queue, one or an array; `storage.ratings.key_of` says the same in SQL.

    ratings: had, and lying on cards.
    """
    return ratings / promised


def best(histograms: Ints) -> list[int]:
    """Return the places of the BEST comments, the highest means first. histograms: comments x 5, ratings by star."""
    if not len(histograms):
        return []
    _, mean = _means(histograms)
    return [int(each) for each in np.argsort(-mean, kind="stable")[:BEST]]


def is_small(given: int, every: int) -> bool:
    """Say whether a group is small, that gave so many of all ratings."""
    return given < SMALL_SHARE * max(every, 1)


def wished(rated: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return (comment, ratings missing) of a small group. rated: (comment, its ratings by the group) of the best."""
    return [(comment, ENOUGH - count) for comment, count in rated if count < ENOUGH]


def wants_wish(rng: Random) -> bool:
    """Say whether this place of a small group's member goes where the group is missing."""
    return rng.random() < 0.5  # noqa: PLR2004 - half of the places


def choose(count: int, rng: Random, *, places: int = 1) -> list[int]:
    """Return which of `count` comments, the lowest keys first, are shown: `places` of the lowest SPREAD x places."""
    near = min(count, SPREAD * places)
    return rng.sample(range(near), min(places, near))


def _means(histograms: Ints) -> tuple[float, Floats]:
    count = histograms.sum(axis=1)
    total = histograms @ np.arange(1, 6)
    middle = float(total.sum() / count.sum()) if count.sum() else 3.0
    return middle, (PRIOR_WEIGHT * middle + total) / (PRIOR_WEIGHT + count)
