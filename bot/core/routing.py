"""Routing: which comment a person is shown next, by weighted fair queueing.

Every comment has a sampling weight: 1, plus up to BOOST while it may be among the best. The comment with the lowest
virtual finish time (queue key) comes next:

    key = (ratings + cards that show it now) / weight
    weight = 1 + BOOST / (1 + exp((threshold - sample) / SOFTNESS))

sample is a Thompson sample from the posterior of the comment's mean: N((w·m + sum) / (w + n), v / (w + n)). threshold
is the mean of the comment at rank RANK, or at one sixth of all comments in a small exchange.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

BOOST = 6.0
UNKNOWN = 1 + BOOST / 2
"""Sampling weight of an unrated comment; also the column's default."""

SOFTNESS = 0.12
"""Width in stars of the logistic curve by which the weight rises from 1 to 1 + BOOST."""

RANK = 60
SHARE = 6
PRIOR_WEIGHT = 7.0
"""Weight of the grand mean in the posterior, in ratings."""

VARIANCE = 1.35
"""Variance of one rating about its comment's mean, in stars squared."""

SMALL_SHARE = 0.12
"""Share of all ratings below which a group is small: half of what its members are shown goes to its deficits."""

BEST = 100
ENOUGH = 8
"""Target number of ratings by a small group for each of the BEST comments."""

CHOSEN_SHARE = 0.75
"""Share of what somebody is shown that comes from the themes that they chose; the rest comes from the whole queue."""

_MAX_POWER = 50.0

SPREAD = 2
"""Number of lowest keys that each choice is drawn from, so that simultaneous raters are shown different comments."""


@dataclass(frozen=True, slots=True)
class QualityThreshold:
    """The quality threshold. grand_mean: mean stars of all ratings; threshold: mean stars at the deciding rank."""

    grand_mean: float = 3.0
    threshold: float = 3.0


def quality_threshold(histograms: Sequence[Sequence[int]]) -> QualityThreshold:
    """Return the quality threshold of an exchange. histograms: comments x 5, ratings by star."""
    if not any(map(any, histograms)):
        return QualityThreshold()
    grand_mean, mean = _means(histograms)
    rank = max(1, min(RANK, len(mean) // SHARE))
    return QualityThreshold(grand_mean, sorted(mean)[-rank])


def sampling_weight(histogram: Sequence[int], quality: QualityThreshold, rng: Random) -> float:
    """Return a comment's sampling weight, 1 to 1 + BOOST, from a new Thompson sample. histogram: its stars 1 to 5."""
    count = sum(histogram)
    total = sum(stars * number for stars, number in enumerate(histogram, start=1))
    posterior_weight = PRIOR_WEIGHT + count
    sample = rng.gauss(
        (PRIOR_WEIGHT * quality.grand_mean + total) / posterior_weight, math.sqrt(VARIANCE / posterior_weight)
    )
    return 1 + BOOST / (1 + math.exp(min((quality.threshold - sample) / SOFTNESS, _MAX_POWER)))


def virtual_finish_time(ratings: Any, weight: Any) -> Any:
    """Return the queue key of one comment or of an array; `storage.ratings.virtual_finish_time` is the same in SQL.

    ratings: received, plus cards that show the comment now. weight: sampling weight.
    """
    return ratings / weight


def best(histograms: Sequence[Sequence[int]]) -> list[int]:
    """Return the indices of the BEST comments, the highest means first. histograms: comments x 5, ratings by star."""
    _, mean = _means(histograms)
    return sorted(range(len(mean)), key=lambda at: -mean[at])[:BEST]


def is_small(given: int, every: int) -> bool:
    """Say whether a group that gave `given` of `every` rating is small."""
    return given < SMALL_SHARE * max(every, 1)


def group_deficits(rated: Sequence[tuple[int, int]]) -> list[int]:
    """Return the comments that a group rated too little. rated: (comment, the group's ratings) of the best."""
    return [comment for comment, count in rated if count < ENOUGH]


def serves_deficit(rng: Random) -> bool:
    """Say whether this choice for a small group's member serves the group's deficits."""
    return rng.random() < 0.5  # noqa: PLR2004 - half of the places


def serves_chosen_themes(rng: Random) -> bool:
    """Say whether this choice for somebody who chose themes is made among these."""
    return rng.random() < CHOSEN_SHARE


def choose(count: int, rng: Random, *, places: int = 1) -> list[int]:
    """Return the indices of the comments to show, `places` of the lowest SPREAD x places of `count` sorted by key."""
    near = min(count, SPREAD * places)
    return rng.sample(range(near), min(places, near))


def _means(histograms: Sequence[Sequence[int]]) -> tuple[float, list[float]]:
    count = [n1 + n2 + n3 + n4 + n5 for n1, n2, n3, n4, n5 in histograms]
    total = [n1 + 2 * n2 + 3 * n3 + 4 * n4 + 5 * n5 for n1, n2, n3, n4, n5 in histograms]
    grand_mean = sum(total) / sum(count) if any(count) else 3.0
    prior = PRIOR_WEIGHT * grand_mean
    return grand_mean, [(prior + stars) / (PRIOR_WEIGHT + n) for stars, n in zip(total, count, strict=True)]
