"""Ratings by group: distinctive comments and common ground, shrunken so that few ratings claim little.

A group's effect on a comment, beyond its members' leniency, is close to zero in most cells and large in a few:
gain ~ (1 - share) N(0, small2) + share N(0, large2), all three fitted to all cells. A cell of n ratings observes it
with the variance of a residual divided by n.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.core.limits import MIN_MEMBERS
from bot.core.ordinal_model import Fit, expected_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MIN_CELL = 5
"""Ratings by a group on a comment, and by everybody else, before a difference there is published."""

MARK = 0.5
"""Stars: a difference is published when it is at least this large with probability SURE."""

SURE = 0.87
_ROUNDS = 40
_SMALL = 0.02  # initial variance


@dataclass(frozen=True, slots=True)
class Groups:
    """Estimates by group.

    members: raters of each group. counts: comments x groups, ratings. means: comments x groups, mean stars of the
    group's members, shrunken. deviation: standard deviation of the means. others: means of everybody else.
    probability: that the group's mean is higher by MARK or more (positive) or lower (negative), whichever is likelier.
    """

    members: Ints
    counts: Ints
    means: Floats
    deviation: Floats
    others: Floats
    probability: Floats

    @property
    def differs(self) -> npt.NDArray[np.bool_]:
        """Comments x groups: where a difference may be published."""
        enough = (self.counts >= MIN_CELL) & (self.counts.sum(axis=1, keepdims=True) - self.counts >= MIN_CELL)
        return np.asarray(enough & (self.members >= MIN_MEMBERS) & (np.abs(self.probability) >= SURE))

    def common_ground(self, *, min_members: int = MIN_MEMBERS) -> Floats:
        """Return each comment's lowest mean over groups of `min_members` or more; nan with fewer than two of them."""
        large = self.members >= min_members
        if int(large.sum()) < 2:  # noqa: PLR2004 - common to two at least
            return np.full(len(self.means), np.nan)
        return np.asarray(self.means[:, large].min(axis=1))


@dataclass(frozen=True, slots=True)
class SumNoise:
    """Noise on the sums of stars that groups give: of each comment and group, and last of those without a group.

    sums: stars; variance: of these, 0 where there is none.
    """

    sums: Floats
    variance: Floats


def groups_of(
    fit: Fit,
    comments: Ints,
    raters: Ints,
    stars: Ints,
    group: Ints,
    *,
    group_count: int,
    noise: SumNoise | None = None,
) -> Groups:
    """Return the estimates by group. group: index of each rater's group, -1 where unknown. noise: for publication."""
    count = len(fit.location)
    residual = stars - expected_of(fit.location[comments] + fit.leniency[raters], fit.thresholds)
    spread_of_one = float(np.mean(residual**2)) if len(residual) else 1.0
    rated = np.bincount(raters, minlength=len(group)) > 0
    members = np.bincount(group[rated & (group >= 0)], minlength=group_count)
    width = group_count + 1
    cell = comments * width + np.where(group >= 0, group, group_count)[raters]
    every_count = np.bincount(cell, minlength=count * width).reshape(count, width)
    total = np.bincount(cell, residual, minlength=count * width)
    every_sum: Floats = np.asarray(total.reshape(count, width), dtype=np.float64)
    every_variance: Floats = np.asarray(spread_of_one * every_count, dtype=np.float64)
    if noise is not None:
        every_sum, every_variance = every_sum + noise.sums, every_variance + noise.variance
    counts, sums = every_count[:, :group_count], every_sum[:, :group_count]
    variance_of_sum = every_variance[:, :group_count]
    own_variance = np.where(counts > 0, variance_of_sum, spread_of_one) / np.maximum(counts, 1) ** 2
    gain, spread, _ = _shrunken(sums / np.maximum(counts, 1), own_variance, counts > 0)
    base = np.empty((count, group_count))
    others = np.empty((count, group_count))
    base_of_all = _base(fit, np.flatnonzero(rated))
    size = int(rated.sum())
    for each in range(group_count):
        mine = np.flatnonzero(rated & (group == each))
        base[:, each] = _base(fit, mine) if len(mine) else base_of_all
        share = len(mine) / max(size, 1)
        others[:, each] = (base_of_all - share * base[:, each]) / max(1 - share, 1e-9)
    means = np.clip(base + gain, 1, 5)
    # The difference is estimated from both sides at once: a large group moves the comment's own location too.
    ratings = every_count.sum(axis=1, keepdims=True) - counts
    other_residuals = every_sum.sum(axis=1, keepdims=True) - sums
    other_variance = every_variance.sum(axis=1, keepdims=True) - variance_of_sum
    is_comparable = (counts > 0) & (ratings > 0)
    observed = sums / np.maximum(counts, 1) - other_residuals / np.maximum(ratings, 1)
    variance = own_variance + np.where(ratings > 0, other_variance, spread_of_one) / np.maximum(ratings, 1) ** 2
    difference, _, mixture = _shrunken(observed, variance, is_comparable)
    probability = _probability(mixture, base - others)
    return Groups(members, counts, means, spread, np.clip(means - (base - others) - difference, 1, 5), probability)


def _base(fit: Fit, raters: Ints) -> Floats:
    """Return the mean stars that these raters would give each comment, by their leniency alone."""
    from bot.core.ordinal_model import expected

    return expected(fit.location, fit.leniency[raters], fit.thresholds)


def _shrunken(observed: Any, variance: Any, is_observed: Any) -> tuple[Floats, Floats, tuple[Floats, ...]]:
    """Return each cell's effect and its deviation, and (weight, means, deviations) of both mixture components.

    observed: the raw effect, with that variance; is_observed: where there are ratings.
    """
    share, small, large = 0.15, _SMALL, 0.5
    x, v = observed[is_observed], variance[is_observed]
    for _ in range(_ROUNDS):
        if not len(x):
            break
        one, two = (1 - share) * _density(x, small + v), share * _density(x, large + v)
        second = two / np.maximum(one + two, 1e-300)
        small = max(_moment(x, v, small, 1 - second), 1e-4)
        large = max(_moment(x, v, large, second), 4 * small, 0.15)
        share = float(np.clip(second.mean(), 0.01, 0.5))
    weight = np.where(is_observed, share * _density(observed, large + variance), share)
    first_weight = np.where(is_observed, (1 - share) * _density(observed, small + variance), 1 - share)
    second = weight / np.maximum(weight + first_weight, 1e-300)
    means, deviations = [], []
    for prior in (small, large):
        posterior = np.where(is_observed, 1 / (1 / prior + 1 / variance), prior)
        means.append(np.where(is_observed, posterior * observed / variance, 0.0))
        deviations.append(np.sqrt(posterior))
    gain = (1 - second) * means[0] + second * means[1]
    square = (1 - second) * (deviations[0] ** 2 + means[0] ** 2) + second * (deviations[1] ** 2 + means[1] ** 2)
    return gain, np.sqrt(np.maximum(square - gain**2, 1e-9)), (second, *means, *deviations)


def _moment(x: Floats, v: Floats, prior: float, weight: Floats) -> float:
    """Return the variance of a mixture component after one EM step."""
    posterior = 1 / (1 / prior + 1 / v)
    return float((weight * (posterior + (posterior * x / v) ** 2)).sum() / max(float(weight.sum()), 1e-9))


def _density(x: Floats, variance: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * x**2 / variance) / np.sqrt(variance))


def _probability(parts: tuple[Floats, ...], offset: Floats) -> Floats:
    """Return the probability that gain + offset is MARK or more, negated where -MARK or less is likelier."""
    from scipy.special import ndtr

    second, *rest = parts
    more, less = np.zeros_like(offset), np.zeros_like(offset)
    for weight, mean, deviation in ((1 - second, rest[0], rest[2]), (second, rest[1], rest[3])):
        more += weight * ndtr((mean + offset - MARK) / deviation)
        less += weight * ndtr(-(mean + offset + MARK) / deviation)
    return np.where(more >= less, more, -less)
