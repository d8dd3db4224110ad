"""Where ratings put each comment in the model: its location by these ratings alone, and what one star more would do."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.ordinal_model import Fit, derivatives, sigmoid

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_STEPS = 3
_LONGEST_STEP = 1.0  # logits


@dataclass(frozen=True, slots=True)
class Rows:
    """Ratings: comments[i] has stars[i] from people[i], each pair once; people by their index in the fit."""

    comments: Ints
    people: Ints
    stars: Ints


@dataclass(frozen=True, slots=True)
class Location:
    """What ratings say of each comment's location, in logits.

    value: drawn towards the mean by the prior; information: of the ratings; slope: what one star more adds to the
    derivative of the log likelihood on average, cov(derivative, stars) / var(stars). count: ratings.
    """

    value: Floats
    information: Floats
    slope: Floats
    count: Ints


def locate(fit: Fit, rows: Rows, differs: Bools | None = None) -> Location:
    """Return where these ratings put each comment of the fit.

    differs: comments whose ratings here are others than the fit had; None where there are none.
    """
    prior = 1 / fit.location_variance
    value, information = fit.location, np.maximum(1 / fit.location_sd**2 - prior, 1e-9)
    if differs is not None and differs.any():
        some = differs[rows.comments]
        found, own = _locate(fit, Rows(rows.comments[some], rows.people[some], rows.stars[some]))
        value, information = np.where(differs, found, value), np.where(differs, own, information)
    count = np.bincount(rows.comments, minlength=len(value))
    return Location(value, information, _slopes(fit, rows, value), count)


def _locate(fit: Fit, rows: Rows) -> tuple[Floats, Floats]:
    """Return the location of each comment by these ratings alone, and their information on it."""
    location = fit.location
    information = np.zeros(len(location))
    leniency = fit.leniency[rows.people]
    for _ in range(_STEPS):
        slope, curvature = derivatives(location[rows.comments] + leniency, rows.stars, fit.thresholds)
        information = np.asarray(np.bincount(rows.comments, curvature, len(location)), dtype=np.float64)
        gradient = np.bincount(rows.comments, slope, len(location)) - location / fit.location_variance
        step = gradient / (information + 1 / fit.location_variance)
        location = location + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
    return location, information


def _slopes(fit: Fit, rows: Rows, location: Floats) -> Floats:
    """Return what one star more adds to each comment's derivative, on average."""
    over = sigmoid((location[rows.comments] + fit.leniency[rows.people])[:, None] - fit.thresholds[None, :])
    covariance = (over * (1 - over)).sum(axis=1)
    # E[stars²] = 1 + the sum of 2 k + 1 over the stars k that are exceeded.
    variance = 1 + over @ (2 * np.arange(1, over.shape[1] + 1) + 1.0) - (1 + over.sum(axis=1)) ** 2
    size = len(location)
    total = np.bincount(rows.comments, variance, size)
    return np.asarray(np.bincount(rows.comments, covariance, size) / np.maximum(total, 1e-9))
