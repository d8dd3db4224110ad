"""Figures of released ratings: a comment's stars and range with the noise of its sum, and means over comments.

The model's leniency and thresholds come from all ratings that the whole exchange counts. Each figure then reads the
location of a comment from the ratings that it counts itself.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.limits import MIN_EXACT
from bot.core.ordinal_model import SURE, Fit, derivatives, expected, sigmoid
from bot.core.release_noise import Noise

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_STEPS = 3
_LONGEST_STEP = 1.0  # logits
_STEP = 5  # numbers of ratings are reported in these


@dataclass(frozen=True, slots=True)
class Reading:
    """What ratings say of each comment; nan without any. stars, low, high: 1..5, with noise where few people rated.

    order: stars with noise however many people rated, so that the order of comments gives nobody away either.
    count: ratings.
    """

    stars: Floats
    low: Floats
    high: Floats
    order: Floats
    count: Ints


def read_comments(
    fit: Fit, comments: Ints, people: Ints, stars: Ints, noise: Noise, *, differs: Bools | None = None
) -> Reading:
    """Return what these ratings say of each comment of the fit. people: raters by their index in the fit.

    differs: comments whose ratings here are others than the fit had; None where there are none.

    A noise of d stars on the sum moves the location as d stars more would: by d * slope / (information + prior), slope
    being what one star adds to the derivative of the log likelihood on average, cov(derivative, stars) / var(stars).
    Its variance widens the range.
    """
    size = len(fit.location)
    count = np.bincount(comments, minlength=size)
    location, precision = fit.location, 1 / fit.location_sd**2
    if differs is not None and differs.any():
        some = differs[comments]
        found, information = _locate(fit, comments[some], people[some], stars[some])
        location = np.where(differs, found, location)
        precision = np.where(differs, information + 1 / fit.location_variance, precision)
    slope = _slopes(fit, comments, people, location) / precision
    drawn = noise.of_sums(comments, people, np.arange(size))
    has_noise = (count < MIN_EXACT) & (count > 0)
    blurred, deviation = _shrink(fit, location + slope * drawn, precision, slope * noise.deviation)
    shown = np.where(has_noise, blurred, location)
    deviation = np.where(has_noise, deviation, np.sqrt(1 / precision))
    raters = fit.leniency[fit.rated]
    curves = (shown, shown - SURE * deviation, shown + SURE * deviation, blurred)
    values = (expected(each, raters, fit.thresholds) for each in curves)
    mean, low, high, order = (np.where(count > 0, each, np.nan) for each in values)
    return Reading(mean, low, high, order, count)


def _shrink(fit: Fit, blurred: Floats, precision: Floats, deviation: Floats) -> tuple[Floats, Floats]:
    """Return locations with noise as far from the mean as they then deserve, and their standard deviations.

    blurred: locations, drawn towards the mean by the prior as if they had no noise; deviation: of their noise. With
    noise they say less, so the prior weighs more: without that, the highest ones are those with most noise.
    """
    prior = 1 / fit.location_variance
    information = np.maximum(precision - prior, 1e-9)
    share = information / precision  # of the location that ratings alone would give
    left = 1 / (1 / information + (deviation / share) ** 2)
    return blurred / share * left / (left + prior), np.sqrt(1 / (left + prior))


def _locate(fit: Fit, comments: Ints, people: Ints, stars: Ints) -> tuple[Floats, Floats]:
    """Return the location of each comment by these ratings alone, and their information on it."""
    location = fit.location
    information = np.zeros(len(location))
    leniency = fit.leniency[people]
    for _ in range(_STEPS):
        slope, curvature = derivatives(location[comments] + leniency, stars, fit.thresholds)
        information = np.asarray(np.bincount(comments, curvature, len(location)), dtype=np.float64)
        gradient = np.bincount(comments, slope, len(location)) - location / fit.location_variance
        step = gradient / (information + 1 / fit.location_variance)
        location = location + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
    return location, information


def _slopes(fit: Fit, comments: Ints, people: Ints, location: Floats) -> Floats:
    """Return what one star more adds to each comment's derivative, on average."""
    over = sigmoid((location[comments] + fit.leniency[people])[:, None] - fit.thresholds[None, :])
    covariance = (over * (1 - over)).sum(axis=1)
    # E[stars²] = 1 + the sum of 2 k + 1 over the stars k that are exceeded.
    variance = 1 + over @ (2 * np.arange(1, over.shape[1] + 1) + 1.0) - (1 + over.sum(axis=1)) ** 2
    size = len(location)
    total = np.bincount(comments, variance, size)
    return np.asarray(np.bincount(comments, covariance, size) / np.maximum(total, 1e-9))


def mean_of(reading: Reading) -> float | None:
    """Return the mean stars over the rated comments, each once; None without any."""
    rated = reading.count > 0
    return float(reading.stars[rated].mean()) if rated.any() else None


def means_by_theme(reading: Reading, theme: Ints, theme_count: int) -> tuple[Floats, Floats, Ints]:
    """Return the mean stars over the rated comments of each theme, half its range, nan without any, and its ratings.

    The range is that of a mean of independent estimates: the root of the sum of the squared half ranges, over their
    number (docs/scores.md).
    """
    rated = (reading.count > 0) & (theme >= 0)
    size = np.bincount(theme[rated], minlength=theme_count)
    total = np.bincount(theme[rated], reading.stars[rated], theme_count)
    squares = np.bincount(theme[rated], ((reading.high - reading.low)[rated] / 2) ** 2, theme_count)
    ratings = np.bincount(theme[rated], reading.count[rated], theme_count)
    mean, width = (np.where(size > 0, each / np.maximum(size, 1), np.nan) for each in (total, np.sqrt(squares)))
    return mean, width, ratings.astype(np.int64)


def tenths(values: Floats) -> Floats:
    """Return values to a tenth, as they are published and kept."""
    return np.round(values, 1)


def reported_count(ratings: int, min_people: int) -> int:
    """Return a number of ratings as it is reported: "35 or more", a multiple of 5, and the smallest group at least."""
    return max(ratings // _STEP * _STEP, min_people) if ratings >= min_people else 0
