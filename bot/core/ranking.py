"""Rank intervals of comments, and the agreement of their raters."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MIN_RATINGS = 10
"""Ratings a comment needs before it has a rank."""

_FARTHEST = 2.0  # mean difference of two raters when half give 1 star and half give 5
_PAIR = 2


def rank_intervals(stars: Floats, low: Floats, high: Floats, ratings: Ints) -> list[tuple[int, int] | None]:
    """Return each comment's rank interval, (first, last); None with fewer than MIN_RATINGS.

    A comment certainly ranks above another when its interval is wholly above the other's: first is one more than the
    number of comments certainly above it, last the number of those not certainly below it.
    """
    ranked = ratings >= MIN_RATINGS
    lows, highs = np.sort(low[ranked]), np.sort(high[ranked])
    count = int(ranked.sum())
    found: list[tuple[int, int] | None] = []
    for at in range(len(stars)):
        if not ranked[at]:
            found.append(None)
            continue
        before = count - int(np.searchsorted(lows, high[at], side="right"))
        behind = int(np.searchsorted(highs, low[at], side="left"))
        found.append((before + 1, count - behind))
    return found


def agreement(histogram: Sequence[int]) -> float | None:
    """Return the agreement of a comment's raters: 1 where all give the same stars, 0 where half give 1 and half 5.

    1 - D / 2, with D the mean difference in stars over all pairs of raters. None with fewer than two ratings.
    """
    count = sum(histogram)
    if count < _PAIR:
        return None
    total_difference = sum(
        (two - one) * histogram[one] * histogram[two] for one in range(5) for two in range(one + 1, 5)
    )
    return max(0.0, 1 - total_difference / (count * (count - 1) / 2) / _FARTHEST)


def mean_agreement(histograms: Sequence[Sequence[int]], *, min_ratings: int = MIN_RATINGS) -> float | None:
    """Return the mean agreement over comments with enough ratings, each weighted equally; None without any.

    min_ratings: ratings of a comment, raised to MIN_RATINGS.
    """
    found = [agreement(each) for each in histograms if sum(each) >= max(min_ratings, MIN_RATINGS)]
    defined = [each for each in found if each is not None]
    return sum(defined) / len(defined) if defined else None


def equal_groups(means: Floats, members: Ints, *, min_members: int) -> Floats:
    """Return each comment's mean over groups of `min_members` or more, weighted equally; nan with fewer than two."""
    large = members >= min_members
    if int(large.sum()) < _PAIR:
        return np.full(len(means), np.nan)
    return np.asarray(means[:, large].mean(axis=1))
