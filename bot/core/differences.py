"""How groups rated: what sets one apart, and what all of them like; shrunken, so that little data says little.

A group's own liking of a comment, beyond what its members' leniency explains, is either next to nothing (most cells) or
of some size (a few): gain ~ (1 - share) N(0, small2) + share N(0, large2), all three fitted to all cells. A cell of n
ratings shows it with the variance of a rating's rest over n.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.core.ordinal_model import Fit, expected_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MIN_MEMBERS = 10
"""Raters of a group before anything about how it differs is reckoned."""

MIN_CELL = 5
"""Ratings by a group on a comment before it is told how they differ there; so too for everybody else."""

MARK = 0.5
"""Stars: a difference is told when it is this large, or larger, with SURE probability."""

SURE = 0.87
_ROUNDS = 40
_SMALL = 0.02  # variance, at least


@dataclass(frozen=True, slots=True)
class Groups:
    """What is known of the groups' likings.

    members: raters of each group. counts: comments x groups, ratings. means: comments x groups, the stars its members
    would give on average, shrunken. deviation: of these. others: the same of everybody else. probability: that the
    group likes it more than others by MARK (positive) or less (negative), whichever is likelier.
    """

    members: Ints
    counts: Ints
    means: Floats
    deviation: Floats
    others: Floats
    probability: Floats

    @property
    def differs(self) -> npt.NDArray[np.bool_]:
        """Comments x groups: where a difference may be told."""
        enough = (self.counts >= MIN_CELL) & (self.counts.sum(axis=1, keepdims=True) - self.counts >= MIN_CELL)
        return np.asarray(enough & (self.members >= MIN_MEMBERS) & (np.abs(self.probability) >= SURE))

    def common_ground(self, *, least_members: int = MIN_MEMBERS) -> Floats:
        """Return each comment's lowest mean over the groups of some size; nan where there are fewer than two."""
        large = self.members >= least_members
        if int(large.sum()) < 2:  # noqa: PLR2004 - common to two at least
            return np.full(len(self.means), np.nan)
        return np.asarray(self.means[:, large].min(axis=1))


def groups_of(fit: Fit, comments: Ints, raters: Ints, stars: Ints, group: Ints, *, group_count: int) -> Groups:
    """Return how each group rated. group: of each rater, -1 where it is not known."""
    count = len(fit.appeal)
    of_rating = group[raters]
    rest = stars - expected_of(fit.appeal[comments] + fit.leniency[raters], fit.cuts)
    noise = float(np.mean(rest**2)) if len(rest) else 1.0
    rated = np.bincount(raters, minlength=len(group)) > 0
    members = np.bincount(group[rated & (group >= 0)], minlength=group_count)
    told = of_rating >= 0
    cell = comments[told] * group_count + of_rating[told]
    counts = np.bincount(cell, minlength=count * group_count).reshape(count, group_count)
    sums = np.bincount(cell, rest[told], minlength=count * group_count).reshape(count, group_count)
    gain, spread, _ = _shrunken(sums / np.maximum(counts, 1), noise / np.maximum(counts, 1), counts > 0)
    base = np.empty((count, group_count))
    others = np.empty((count, group_count))
    every = _base(fit, np.flatnonzero(rated))
    size = int(rated.sum())
    for each in range(group_count):
        mine = np.flatnonzero(rated & (group == each))
        base[:, each] = _base(fit, mine) if len(mine) else every
        share = len(mine) / max(size, 1)
        others[:, each] = (every - share * base[:, each]) / max(1 - share, 1e-9)
    means = np.clip(base + gain, 1, 5)
    # How far apart is read from both sides at once: a large group has moved the comment's own appeal too.
    ratings = np.bincount(comments, minlength=count)[:, None] - counts
    rests = np.bincount(comments, rest, minlength=count)[:, None] - sums
    both = (counts > 0) & (ratings > 0)
    seen = sums / np.maximum(counts, 1) - rests / np.maximum(ratings, 1)
    variance = noise / np.maximum(counts, 1) + noise / np.maximum(ratings, 1)
    apart, _, parts = _shrunken(seen, variance, both)
    probability = _probability(parts, base - others)
    return Groups(members, counts, means, spread, np.clip(means - (base - others) - apart, 1, 5), probability)


def _base(fit: Fit, raters: Ints) -> Floats:
    """Return the stars that these raters would give each comment on average, by their leniency alone."""
    from bot.core.ordinal_model import expected

    return expected(fit.appeal, fit.leniency[raters], fit.cuts)


def _shrunken(seen: Any, variance: Any, has: Any) -> tuple[Floats, Floats, tuple[Floats, ...]]:
    """Return each cell's effect and its deviation, and (weight, mean, deviation) of both parts of the mixture.

    seen: the effect as the ratings show it, with that variance; has: where there are any.
    """
    share, small, large = 0.15, _SMALL, 0.5
    x, v = seen[has], variance[has]
    for _ in range(_ROUNDS):
        if not len(x):
            break
        one, two = (1 - share) * _density(x, small + v), share * _density(x, large + v)
        second = two / np.maximum(one + two, 1e-300)
        small = max(_moment(x, v, small, 1 - second), 1e-4)
        large = max(_moment(x, v, large, second), 4 * small, 0.15)
        share = float(np.clip(second.mean(), 0.01, 0.5))
    weight = np.where(has, share * _density(seen, large + variance), share)
    rest = np.where(has, (1 - share) * _density(seen, small + variance), 1 - share)
    second = weight / np.maximum(weight + rest, 1e-300)
    means, deviations = [], []
    for prior in (small, large):
        posterior = np.where(has, 1 / (1 / prior + 1 / variance), prior)
        means.append(np.where(has, posterior * seen / variance, 0.0))
        deviations.append(np.sqrt(posterior))
    gain = (1 - second) * means[0] + second * means[1]
    square = (1 - second) * (deviations[0] ** 2 + means[0] ** 2) + second * (deviations[1] ** 2 + means[1] ** 2)
    return gain, np.sqrt(np.maximum(square - gain**2, 1e-9)), (second, *means, *deviations)


def _moment(x: Floats, v: Floats, prior: float, weight: Floats) -> float:
    """Return the variance of a part of the mixture after a step of expectation and maximisation."""
    posterior = 1 / (1 / prior + 1 / v)
    return float((weight * (posterior + (posterior * x / v) ** 2)).sum() / max(float(weight.sum()), 1e-9))


def _density(x: Floats, variance: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * x**2 / variance) / np.sqrt(variance))


def _probability(parts: tuple[Floats, ...], apart: Floats) -> Floats:
    """Return the probability that gain + apart is MARK or more, negated where -MARK or less is the likelier."""
    second, *rest = parts
    more, less = np.zeros_like(apart), np.zeros_like(apart)
    for weight, mean, deviation in ((1 - second, rest[0], rest[2]), (second, rest[1], rest[3])):
        more += weight * _normal((mean + apart - MARK) / deviation)
        less += weight * _normal(-(mean + apart + MARK) / deviation)
    return np.where(more >= less, more, -less)


def _normal(z: Floats) -> Floats:
    """Return the standard normal's distribution function (Abramowitz and Stegun 7.1.26, to 1.5e-7)."""
    x = np.abs(z) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * x)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    upper = 0.5 * series * np.exp(-(x**2))
    return np.asarray(np.where(z >= 0, 1 - upper, upper))
