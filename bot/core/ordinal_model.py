"""Stars as an ordered scale: how appealing a comment is, whoever happened to rate it, and how sure that is.

The model is the cumulative logit with two crossed effects (McCullagh 1980; Agresti, Categorical Data Analysis, 8.2):

    P(stars of rater r for comment c <= k) = 1 / (1 + exp(appeal[c] + leniency[r] - cut[k])),  k = 1..4

appeal ~ N(0, s2) and leniency ~ N(0, t2); both variances and the cuts are fitted to the data. A rater who gives
everything the same star is explained by their leniency, and says next to nothing of any comment.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

STARS = 5
ROUNDS = 30
"""Rounds of alternating Newton steps at most; the fit ends earlier once nothing moves by more than MOVED."""

MOVED = 2e-3
_MIN_VARIANCE = 0.02
_POINTS = 41  # of the raters' leniency, over which expected stars are taken
_SURE = 1.959963984540054  # standard normal, two-sided 95 %


@dataclass(frozen=True, slots=True)
class Fit:
    """What the ratings say.

    appeal, appeal_sd: of each comment, in logits; leniency: of each rater. cuts: the four thresholds.
    stars, low, high: expected stars of each comment over all who rated, 1..5, with a 95 % interval.
    """

    appeal: Floats
    appeal_sd: Floats
    leniency: Floats
    cuts: Floats
    appeal_variance: float
    leniency_variance: float
    stars: Floats
    low: Floats
    high: Floats


def fit(
    comments: Ints, raters: Ints, stars: Ints, *, comment_count: int, rater_count: int, weights: Floats | None = None
) -> Fit:
    """Return the fit of ratings: comments[i] was given stars[i] (1..5) by raters[i].

    weights: what each rating counts, 1 where None. A comment without ratings stands where the average one does, unsure.
    Raises ValueError on stars outside 1..5. Deterministic.
    """
    if len(stars) and (stars.min() < 1 or stars.max() > STARS):
        raise ValueError("stars are 1 to 5")
    weight = np.ones(len(stars)) if weights is None else weights
    appeal: Floats = np.zeros(comment_count)
    leniency: Floats = np.zeros(rater_count)
    cuts = _first_cuts(stars, weight)
    appeal_variance, leniency_variance = 0.5, 0.5
    information: Floats = np.zeros(comment_count)
    for _ in range(ROUNDS):
        before = appeal.copy()
        slope, bend = _derivatives(appeal[comments] + leniency[raters], stars, cuts)
        slope, bend = slope * weight, bend * weight
        rater_information = np.bincount(raters, bend, rater_count)
        gradient = np.bincount(raters, slope, rater_count) - leniency / leniency_variance
        leniency = leniency + gradient / (rater_information + 1 / leniency_variance)
        slope, bend = _derivatives(appeal[comments] + leniency[raters], stars, cuts)
        slope, bend = slope * weight, bend * weight
        information = np.asarray(np.bincount(comments, bend, comment_count), dtype=np.float64)
        gradient = np.bincount(comments, slope, comment_count) - appeal / appeal_variance
        appeal = appeal + gradient / (information + 1 / appeal_variance)
        cuts = _moved_cuts(appeal[comments] + leniency[raters], stars, weight, cuts)
        rated, rating = information > 0, rater_information > 0
        if rated.any():
            # The effects are kept around zero; what they share is the cuts'.
            middle = float(appeal[rated].mean()) + float(leniency[rating].mean())
            appeal, cuts = appeal - float(appeal[rated].mean()), cuts - middle
            leniency = leniency - float(leniency[rating].mean())
            appeal[~rated], leniency[~rating] = 0.0, 0.0
            spread = 1 / (information[rated] + 1 / appeal_variance)
            appeal_variance = max(float((appeal[rated] ** 2 + spread).mean()), _MIN_VARIANCE)
            spread = 1 / (rater_information[rating] + 1 / leniency_variance)
            leniency_variance = max(float((leniency[rating] ** 2 + spread).mean()), _MIN_VARIANCE)
        if np.abs(appeal - before).max(initial=0.0) < MOVED:
            break
    deviation = np.sqrt(1 / (information + 1 / appeal_variance))
    there = leniency[np.bincount(raters, minlength=rater_count) > 0]
    told = [expected(appeal + way * deviation, there, cuts) for way in (0.0, -_SURE, _SURE)]
    return Fit(appeal, deviation, leniency, cuts, appeal_variance, leniency_variance, *told)


def expected(appeal: Floats, leniency: Floats, cuts: Floats) -> Floats:
    """Return the stars that raters of these leniencies would give on average to comments of these appeals, 1..5."""
    points = np.quantile(leniency, (np.arange(_POINTS) + 0.5) / _POINTS) if len(leniency) else np.zeros(1)
    over = _sigmoid(appeal[:, None, None] + points[None, :, None] - cuts[None, None, :])
    return np.asarray(1 + over.sum(axis=2).mean(axis=1))


def expected_of(linear: Floats, cuts: Floats) -> Floats:
    """Return the expected stars of single ratings. linear: appeal and leniency together."""
    return np.asarray(1 + _sigmoid(linear[:, None] - cuts[None, :]).sum(axis=1))


def _sigmoid(value: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -30, 30))))


def _derivatives(linear: Floats, stars: Ints, cuts: Floats) -> tuple[Floats, Floats]:
    """Return the first derivative of each rating's log likelihood, and minus the second."""
    bounds = np.concatenate([[-np.inf], cuts, [np.inf]])
    over, under = _sigmoid(linear - bounds[stars - 1]), _sigmoid(linear - bounds[stars])
    # d/dx log(over - under) = 1 - over - under, and its own derivative is minus the two variances.
    return 1 - over - under, over * (1 - over) + under * (1 - under)


def _first_cuts(stars: Ints, weight: Floats) -> Floats:
    """Return the cuts that give the stars' own shares when nobody and nothing differs."""
    counts = np.bincount(stars, weight, STARS + 1)[1:] + 0.5
    under = np.cumsum(counts)[:-1] / counts.sum()
    return np.asarray(np.log(under / (1 - under)))


def _moved_cuts(linear: Floats, stars: Ints, weight: Floats, cuts: Floats) -> Floats:
    """Return the cuts after a Newton step each, in order and apart."""
    bounds = np.concatenate([[-np.inf], cuts, [np.inf]])
    over, under = _sigmoid(linear - bounds[stars - 1]), _sigmoid(linear - bounds[stars])
    share = np.maximum(over - under, 1e-12)
    moved = cuts.copy()
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
