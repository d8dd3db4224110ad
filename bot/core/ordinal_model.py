"""Ordinal model of stars: each comment's location, adjusted for its raters' leniency, with its uncertainty.

The model is the cumulative logit with two crossed effects (McCullagh 1980; Agresti, Categorical Data Analysis, 8.2):

    P(stars of rater r for comment c <= k) = 1 / (1 + exp(location[c] + leniency[r] - threshold[k])),  k = 1..4

location ~ N(0, s2) and leniency ~ N(0, t2); both variances and the thresholds are fitted to the data. A rater who
gives every comment the same star is explained by their leniency, and adds next to no information on any comment.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STARS = 5
ROUNDS = 30
"""Maximum number of alternating Newton steps; the fit ends once no location moves by more than MOVED."""

MOVED = 2e-3
_MIN_VARIANCE = 0.02
_POINTS = 41  # quantiles of the raters' leniency, over which expected stars are averaged
SURE = 1.959963984540054
"""Standard deviations of a normal value on both sides of its 95 % interval."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model.

    location, location_sd: of each comment, in logits; leniency: of each rater, in logits. thresholds: 4, ascending.
    stars, low, high: expected stars of each comment over all who rated, 1..5, with a 95 % interval. rated: which raters
    gave any rating.
    """

    location: Floats
    location_sd: Floats
    leniency: Floats
    thresholds: Floats
    location_variance: float
    leniency_variance: float
    stars: Floats
    low: Floats
    high: Floats
    rated: npt.NDArray[np.bool_]


def fit(
    comments: Ints, raters: Ints, stars: Ints, *, comment_count: int, rater_count: int, weights: Floats | None = None
) -> Fit:
    """Return the fit of ratings: comments[i] was given stars[i] (1..5) by raters[i].

    weights: of each rating, 1 where None. A comment without ratings has the mean location and the prior's uncertainty.
    Raises ValueError on stars outside 1..5. Deterministic.
    """
    if len(stars) and (stars.min() < 1 or stars.max() > STARS):
        raise ValueError("stars are 1 to 5")
    weight = np.ones(len(stars)) if weights is None else weights
    location: Floats = np.zeros(comment_count)
    leniency: Floats = np.zeros(rater_count)
    thresholds = _initial_thresholds(stars, weight)
    location_variance, leniency_variance = 0.5, 0.5
    information: Floats = np.zeros(comment_count)
    for _ in range(ROUNDS):
        before = location.copy()
        slope, curvature = derivatives(location[comments] + leniency[raters], stars, thresholds)
        slope, curvature = slope * weight, curvature * weight
        rater_information = np.bincount(raters, curvature, rater_count)
        gradient = np.bincount(raters, slope, rater_count) - leniency / leniency_variance
        leniency = leniency + gradient / (rater_information + 1 / leniency_variance)
        slope, curvature = derivatives(location[comments] + leniency[raters], stars, thresholds)
        slope, curvature = slope * weight, curvature * weight
        information = np.asarray(np.bincount(comments, curvature, comment_count), dtype=np.float64)
        gradient = np.bincount(comments, slope, comment_count) - location / location_variance
        location = location + gradient / (information + 1 / location_variance)
        thresholds = _update_thresholds(location[comments] + leniency[raters], stars, weight, thresholds)
        rated, rating = information > 0, rater_information > 0
        if rated.any():
            # The effects are centred on zero; the thresholds absorb their means.
            shift = float(location[rated].mean()) + float(leniency[rating].mean())
            location, thresholds = location - float(location[rated].mean()), thresholds - shift
            leniency = leniency - float(leniency[rating].mean())
            location[~rated], leniency[~rating] = 0.0, 0.0
            spread = 1 / (information[rated] + 1 / location_variance)
            location_variance = max(float((location[rated] ** 2 + spread).mean()), _MIN_VARIANCE)
            spread = 1 / (rater_information[rating] + 1 / leniency_variance)
            leniency_variance = max(float((leniency[rating] ** 2 + spread).mean()), _MIN_VARIANCE)
        if np.abs(location - before).max(initial=0.0) < MOVED:
            break
    deviation = np.sqrt(1 / (information + 1 / location_variance))
    has_rated = np.bincount(raters, minlength=rater_count) > 0
    mean, low, high = (
        expected(location + way * deviation, leniency[has_rated], thresholds) for way in (0.0, -SURE, SURE)
    )
    return Fit(
        location, deviation, leniency, thresholds, location_variance, leniency_variance, mean, low, high, has_rated
    )


def expected(location: Floats, leniency: Floats, thresholds: Floats) -> Floats:
    """Return the mean stars, 1..5, that raters of these leniencies would give comments at these locations."""
    points = np.quantile(leniency, (np.arange(_POINTS) + 0.5) / _POINTS) if len(leniency) else np.zeros(1)
    over = sigmoid(location[:, None, None] + points[None, :, None] - thresholds[None, None, :])
    return np.asarray(1 + over.sum(axis=2).mean(axis=1))


def expected_of(linear: Floats, thresholds: Floats) -> Floats:
    """Return the expected stars of single ratings. linear: location plus leniency, in logits."""
    return np.asarray(1 + sigmoid(linear[:, None] - thresholds[None, :]).sum(axis=1))


def sigmoid(value: Floats) -> Floats:
    """Return the logistic function of each value."""
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -30, 30))))


def derivatives(linear: Floats, stars: Ints, thresholds: Floats) -> tuple[Floats, Floats]:
    """Return the first derivative of each rating's log likelihood, and minus the second."""
    bounds = np.concatenate([[-np.inf], thresholds, [np.inf]])
    over, under = sigmoid(linear - bounds[stars - 1]), sigmoid(linear - bounds[stars])
    # d/dx log(over - under) = 1 - over - under, and its own derivative is minus the two variances.
    return 1 - over - under, over * (1 - over) + under * (1 - under)


def _initial_thresholds(stars: Ints, weight: Floats) -> Floats:
    """Return the thresholds that reproduce the shares of the stars when all effects are zero."""
    counts = np.bincount(stars, weight, STARS + 1)[1:] + 0.5
    under = np.cumsum(counts)[:-1] / counts.sum()
    return np.asarray(np.log(under / (1 - under)))


def _update_thresholds(linear: Floats, stars: Ints, weight: Floats, thresholds: Floats) -> Floats:
    """Return the thresholds after one Newton step each, kept in ascending order."""
    bounds = np.concatenate([[-np.inf], thresholds, [np.inf]])
    over, under = sigmoid(linear - bounds[stars - 1]), sigmoid(linear - bounds[stars])
    share = np.maximum(over - under, 1e-12)
    moved = thresholds.copy()
    for k in range(STARS - 1):
        above, below = stars == k + 2, stars == k + 1
        density = np.zeros(len(stars))
        density[above] = over[above] * (1 - over[above])
        density[below] = under[below] * (1 - under[below])
        slope = np.where(above, -density / share, 0.0) + np.where(below, density / share, 0.0)
        gradient = float((weight * slope).sum())
        information = float((weight * slope**2).sum()) + 1.0
        moved[k] += np.clip(gradient / information, -0.5, 0.5)
    for k in range(1, STARS - 1):
        moved[k] = max(moved[k], moved[k - 1] + 1e-3)
    return moved
