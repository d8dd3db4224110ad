"""How far what is shown is from the exact sums: noise of now, and what earlier figures of a comment say beside it.

Figures that were shown stay known. The earlier one of a comment is a second measurement of the present sum: its noise
is another one, and only the people since then are missing in it. Both together are nearer to the truth than the noise
of now alone, and who saw both figures could compute the same. So it gives nobody away, and costs nothing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.ordinal_model import Fit
from bot.core.rating_locations import Location, Rows, locate
from bot.core.release_noise import Noise

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Blur:
    """The error on the sum of each comment's stars that figures are read with, and its standard deviation, in stars."""

    error: Floats
    deviation: Floats


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a comment's present figure was read from: its rows then, and the error on their sum; nan where none was."""

    rows: Rows
    blur: Blur


def draw(noise: Noise, rows: Rows, size: int) -> Blur:
    """Return the noise on the sums of these ratings alone. size: comments."""
    drawn = noise.of_sums(rows.comments, rows.people, np.arange(size))
    return Blur(drawn, np.full(size, noise.deviation))


def combine(fit: Fit, rows: Rows, now: Location, drawn: Blur, earlier: Earlier) -> Blur:
    """Return the error on the sums of these ratings that is left once the earlier figures are taken into account.

    The earlier location, with its error, measures the exact one of now with the variance of that error and of what the
    people who came, left or changed their mind since moved it: 1 / i + 1 / j - 2 c / (i j), i and j being the
    information of both and c that of what they share. The two are weighted by their precision.
    """
    size = len(now.value)
    then = locate(fit, earlier.rows, np.bincount(earlier.rows.comments, minlength=size) > 0)
    has_both = (then.count > 0) & (now.count > 0) & (np.nan_to_num(earlier.blur.deviation) > 0)
    i, j = np.maximum(then.information, _LEAST), np.maximum(now.information, _LEAST)
    shared = i * _count_shared(rows, earlier.rows, size, len(fit.leniency)) / np.maximum(then.count, 1)
    moved = np.maximum(1 / i + 1 / j - 2 * shared / (i * j), 0.0)
    star_then, star_now = then.slope / i, np.maximum(now.slope, _LEAST) / j  # logits for a star on the sum
    of_then = (star_then * np.nan_to_num(earlier.blur.deviation)) ** 2 + moved
    of_now = np.maximum((star_now * drawn.deviation) ** 2, _LEAST)
    weight = np.where(has_both, of_now / (of_now + of_then), 0.0)
    prior = 1 / fit.location_variance
    before = then.value * (1 + prior / i) + star_then * np.nan_to_num(earlier.blur.error)
    error = (1 - weight) * star_now * drawn.error + weight * (before - now.value * (1 + prior / j))
    return Blur(
        np.where(has_both, error / star_now, drawn.error),
        np.where(has_both, np.sqrt((1 - weight) * of_now) / star_now, drawn.deviation),
    )


def _count_shared(rows: Rows, earlier: Rows, size: int, width: int) -> Ints:
    """Return how many ratings of each comment are the same in both. width: people."""
    keys, old = (each.comments * max(width, 1) + each.people for each in (rows, earlier))
    _, at, at_old = np.intersect1d(keys, old, assume_unique=True, return_indices=True)
    is_same = rows.stars[at] == earlier.stars[at_old]
    return np.bincount(rows.comments[at[is_same]], minlength=size)
