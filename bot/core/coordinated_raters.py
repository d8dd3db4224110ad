"""Detection of coordinated raters: accounts that agree more than different people would; only their number is shown."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MIN_SHARED = 10
"""Comments that two accounts both rated before they are compared."""

DEVIATIONS = 5.0
"""Standard deviations by which the agreement of two accounts must exceed the one expected by chance."""

MIN_ACCOUNTS = 5
"""Size of the smallest set that raises an alarm; each account in it agrees with MIN_ACCOUNTS - 1 others or more."""

MAX_COMPARED = 2_000
MAX_COMMENTS = 4_000
"""Accounts with the most ratings, and the comments most of them rated: an attack rates much, and the same comments.
More would take long, and more memory than the worker has."""

_STARS = 5


def find_coordinated(comments: Ints, raters: Ints, stars: Ints, *, comment_count: int, rater_count: int) -> Bools:
    """Return which raters belong to a coordinated set: each agrees with MIN_ACCOUNTS - 1 others of it or more.

    Two accounts agree on `same` of `shared` comments. For different people the probability of each agreement is that
    of two raters of that comment (the sum of its squared shares, half a rating added to each star), so `same` is about
    normal with the sums of these probabilities and of their variances. Accounts that give every comment the same stars
    are left out: they agree by habit.
    """
    count = np.bincount(raters, minlength=rater_count)
    lowest, highest = np.full(rater_count, _STARS + 1), np.zeros(rater_count, dtype=np.int64)
    np.minimum.at(lowest, raters, stars)
    np.maximum.at(highest, raters, stars)
    compared = np.flatnonzero((count >= MIN_SHARED) & (lowest < highest))
    if len(compared) > MAX_COMPARED:
        compared = np.sort(compared[np.argsort(-count[compared], kind="stable")[:MAX_COMPARED]])
    found = np.zeros(rater_count, dtype=bool)
    if len(compared) < MIN_ACCOUNTS:
        return found
    row_of = np.full(rater_count, -1)
    row_of[compared] = np.arange(len(compared))
    is_compared = row_of[raters] >= 0
    rows, columns, given = row_of[raters[is_compared]], comments[is_compared], stars[is_compared]
    common = np.argsort(-np.bincount(columns, minlength=comment_count), kind="stable")[:MAX_COMMENTS]
    column = np.full(comment_count, -1)
    column[common] = np.arange(len(common))
    is_compared = column[columns] >= 0
    rows, columns, given = rows[is_compared], column[columns[is_compared]], given[is_compared]
    shares = np.full((comment_count, _STARS), 0.5)
    np.add.at(shares, (comments, stars - 1), 1)
    shares /= shares.sum(axis=1, keepdims=True)
    chance = (shares[common] ** 2).sum(axis=1).astype(np.float32)
    rated = np.zeros((len(compared), len(common)), dtype=np.float32)
    rated[rows, columns] = 1
    same = np.zeros((len(compared), len(compared)), dtype=np.float32)
    for star in range(1, _STARS + 1):
        gave_star = np.zeros_like(rated)
        gave_star[rows[given == star], columns[given == star]] = 1
        same += gave_star @ gave_star.T
    shared = rated @ rated.T
    expected = (rated * chance) @ rated.T
    variance = (rated * (chance * (1 - chance))) @ rated.T
    limit = expected + DEVIATIONS * np.sqrt(np.maximum(variance, 1e-9))
    pairs = (shared >= MIN_SHARED) & (same > np.minimum(limit, shared - 0.5))
    np.fill_diagonal(pairs, val=False)
    found[compared] = _core(pairs)
    return found


def _core(pairs: Bools) -> Bools:
    """Return the rows that remain after repeatedly removing those with fewer than MIN_ACCOUNTS - 1 partners."""
    left = np.ones(len(pairs), dtype=bool)
    while True:
        partners = (pairs & left[None, :]).sum(axis=1)
        remaining = left & (partners >= MIN_ACCOUNTS - 1)
        if (remaining == left).all():
            return left
        left = remaining
