"""Tiers of comments: Top, High, Middle and Low, by where each one's range lies among the others; likely top ten.

A rank would claim more than stars can say: with 30 ratings a comment, a range covers half of all comments. Quarters are
wide enough to be right, and Top and Low ask for a range that lies wholly on their side of the middle, because those
two are what people act on.
"""

import numpy as np
import numpy.typing as npt

from bot.core.limits import MIN_RATINGS, SEED, TIERS, TOP, Tier

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MIN_COMMENTS = 4
"""Comments with MIN_RATINGS before there are tiers: a quarter of fewer is nobody."""

_DRAWS = 400  # the standard error of a probability of .5 is .025
_FAR = 4.0  # standard deviations that no draw is expected to pass


def tiers(stars: Floats, low: Floats, high: Floats, ratings: Ints) -> list[Tier | None]:
    """Return the tier of each comment; None with fewer than MIN_RATINGS, or among fewer than MIN_COMMENTS of these.

    stars, low, high: expected stars with their 95 % interval, 1..5. Of the comments that have a tier, let q1, m and q3
    be the quartiles of their stars. Top: stars from q3 on, and the interval wholly above m. Low: stars up to q1, and
    the interval wholly below m. High: the others above m. Middle: the rest. A comment whose stars and interval are
    nowhere below another's is never in a lower tier.
    """
    ranked = ratings >= MIN_RATINGS
    if int(ranked.sum()) < MIN_COMMENTS:
        return [None] * len(stars)
    first, middle, third = np.quantile(stars[ranked], (0.25, 0.5, 0.75))
    is_top, is_low = (stars >= third) & (low > middle), (stars <= first) & (high < middle)
    index = np.select([is_top, is_low, stars > middle], [0, 3, 1], default=2)
    return [TIERS[at] if counts else None for at, counts in zip(index.tolist(), ranked.tolist(), strict=True)]


def top_probability(location: Floats, deviation: Floats, ratings: Ints) -> Floats:
    """Return the probability of each comment to be among the TOP highest; 0 with fewer than MIN_RATINGS.

    location, deviation: posterior mean and standard deviation. It counts draws of independent normal values, from a
    fixed seed: deterministic. 0 for all where there are not twice TOP comments with a tier: there it says nothing.
    """
    found = np.zeros(len(location))
    ranked = np.flatnonzero(ratings >= MIN_RATINGS)
    if len(ranked) < 2 * TOP:
        return found
    mean, spread = location[ranked], deviation[ranked]
    surely = np.partition(mean - _FAR * spread, -TOP)[-TOP]
    possible = np.flatnonzero(mean + _FAR * spread >= surely)  # the others are below TOP comments in every draw
    rng = np.random.default_rng(SEED)
    # In the order of their means, so that the numbers of comments do not change the draws.
    possible = possible[np.argsort(-mean[possible], kind="stable")]
    draws = mean[possible] + spread[possible] * rng.standard_normal((_DRAWS, len(possible)))
    highest = np.argpartition(-draws, TOP - 1, axis=1)[:, :TOP]
    found[ranked[possible]] = np.bincount(highest.ravel(), minlength=len(possible)) / _DRAWS
    return found
