"""Figures of released ratings: a comment's stars and range with the noise of its sum, and means over comments.

The model's leniency and thresholds come from all ratings that the whole exchange counts. Each figure then reads the
location of a comment from the ratings that it counts itself.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.blur import Blur
from bot.core.limits import MIN_EXACT
from bot.core.ordinal_model import SURE, Fit, expected
from bot.core.rating_locations import Location

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

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


def read_comments(fit: Fit, found: Location, blur: Blur) -> Reading:
    """Return what ratings that put comments there say of each.

    An error of d stars on the sum moves the location as d stars more would: by d * slope / (information + prior). Its
    variance widens the range.
    """
    precision = found.information + 1 / fit.location_variance
    slope = found.slope / precision
    has_noise = (found.count < MIN_EXACT) & (found.count > 0)
    blurred, deviation = _shrink(fit, found.value + slope * blur.error, precision, slope * blur.deviation)
    shown = np.where(has_noise, blurred, found.value)
    deviation = np.where(has_noise, deviation, np.sqrt(1 / precision))
    raters = fit.leniency[fit.rated]
    curves = (shown, shown - SURE * deviation, shown + SURE * deviation, blurred)
    values = (expected(each, raters, fit.thresholds) for each in curves)
    mean, low, high, order = (np.where(found.count > 0, each, np.nan) for each in values)
    return Reading(mean, low, high, order, found.count)


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
