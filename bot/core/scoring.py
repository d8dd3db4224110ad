"""Scores: the mean stars of a comment, shrunken while its ratings are few."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

PRIOR_MEAN = 3.0
"""Stars: the score of an unrated comment."""

PRIOR_WEIGHT = 5.0
"""Weight of the prior, in ratings."""

MIN_RATINGS_SHOWN = 3
"""Ratings a comment needs before it is quoted or ranked."""

_STARS = 5


@dataclass(frozen=True, slots=True, order=True)
class Score:
    """A comment's score. mean: shrunken mean stars, 1..5; n: number of ratings."""

    mean: float
    n: int


def score(histogram: Sequence[int], *, prior_mean: float = PRIOR_MEAN, prior_weight: float = PRIOR_WEIGHT) -> Score:
    """Return the mean stars of one comment, pulled towards the prior while ratings are few.

    histogram: 5 counts, of one star to five stars.
    prior_mean: stars, 1..5; prior_weight: weight of the prior in ratings, above 0.
    Unrated comments score exactly prior_mean.

    Raises ValueError when the histogram is not 5 counts >= 0.
    Source: the Bayesian average, (w·m + Σ stars) / (w + n).
    """
    if len(histogram) != _STARS or min(histogram) < 0:
        msg = f"a histogram is 5 counts >= 0, not {histogram!r}"
        raise ValueError(msg)
    n = sum(histogram)
    return Score((prior_weight * prior_mean + _total(histogram)) / (prior_weight + n), n)


def mean_stars(histograms: Iterable[Sequence[int]]) -> float | None:
    """Return the plain mean over all ratings of these comments, None when there are none."""
    n = total = 0
    for histogram in histograms:
        n += sum(histogram)
        total += _total(histogram)
    return total / n if n else None


def _total(histogram: Sequence[int]) -> int:
    return sum(stars * count for stars, count in enumerate(histogram, start=1))
