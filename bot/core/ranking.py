"""Agreement of raters, and means over groups that each count the same."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.core.limits import MIN_RATINGS

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_FARTHEST = 2.0  # mean difference of two raters when half give 1 star and half give 5
_PAIR = 2


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


def mean_agreement(histograms: Sequence[Sequence[int]] | Ints, *, min_ratings: int = MIN_RATINGS) -> float | None:
    """Return the mean agreement over comments with enough ratings, each weighted equally; None without any.

    min_ratings: ratings of a comment, raised to MIN_RATINGS.
    """
    table = np.asarray(histograms, dtype=np.int64).reshape(-1, 5)
    table = table[table.sum(axis=1) >= max(min_ratings, MIN_RATINGS)]
    if not len(table):
        return None
    count = table.sum(axis=1)
    below = np.cumsum(table, axis=1)[:, :-1]
    # Every pair with a rater on each side of the step between two stars passes it: that sums to all differences.
    total_difference = (below * (count[:, None] - below)).sum(axis=1)
    found = 1 - total_difference / (count * (count - 1) / 2) / _FARTHEST
    return float(np.maximum(found, 0.0).mean())


def equal_groups(means: Floats, members: Ints, *, min_members: int) -> Floats:
    """Return each comment's mean over groups of `min_members` or more, weighted equally; nan with fewer than two."""
    large = members >= min_members
    if int(large.sum()) < _PAIR:
        return np.full(len(means), np.nan)
    return np.asarray(means[:, large].mean(axis=1))
