"""Accounts that rate too much alike to be different people: an alarm, by count, that names nobody."""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MIN_SHARED = 10
"""Comments that two accounts both rated before they can be held against each other."""

DEVIATIONS = 5.0
"""How far above what chance explains two accounts must agree, in standard deviations."""

MIN_ACCOUNTS = 5
"""Accounts, each alike to all but one of so many others of them, before there is an alarm."""

MAX_COMPARED = 2_000
MAX_COMMENTS = 4_000
"""Accounts, those with most ratings, and comments that most of them rated: an attack rates much, and the same. More
would take long, and more memory than the worker has."""

_STARS = 5


def find_coordinated(comments: Ints, raters: Ints, stars: Ints, *, comment_count: int, rater_count: int) -> Bools:
    """Return which raters belong to a set that rates alike, each like MIN_ACCOUNTS - 1 others of it or more.

    Two accounts agree on `same` of `shared` comments. Were they different people, each agreement had the chance that
    two raters of that comment agree (the sum of its squared shares, half a rating added to each star), so `same` is
    about normal with the sums of these chances and of their variances. Who gives everything the same stars is left
    aside: they agree with each other by habit.
    """
    count = np.bincount(raters, minlength=rater_count)
    lowest, highest = np.full(rater_count, _STARS + 1), np.zeros(rater_count, dtype=np.int64)
    np.minimum.at(lowest, raters, stars)
    np.maximum.at(highest, raters, stars)
    looked = np.flatnonzero((count >= MIN_SHARED) & (lowest < highest))
    if len(looked) > MAX_COMPARED:
        looked = np.sort(looked[np.argsort(-count[looked], kind="stable")[:MAX_COMPARED]])
    found = np.zeros(rater_count, dtype=bool)
    if len(looked) < MIN_ACCOUNTS:
        return found
    place = np.full(rater_count, -1)
    place[looked] = np.arange(len(looked))
    told = place[raters] >= 0
    rows, columns, given = place[raters[told]], comments[told], stars[told]
    common = np.argsort(-np.bincount(columns, minlength=comment_count), kind="stable")[:MAX_COMMENTS]
    column = np.full(comment_count, -1)
    column[common] = np.arange(len(common))
    told = column[columns] >= 0
    rows, columns, given = rows[told], column[columns[told]], given[told]
    shares = np.full((comment_count, _STARS), 0.5)
    np.add.at(shares, (comments, stars - 1), 1)
    shares /= shares.sum(axis=1, keepdims=True)
    chance = (shares[common] ** 2).sum(axis=1).astype(np.float32)
    rated = np.zeros((len(looked), len(common)), dtype=np.float32)
    rated[rows, columns] = 1
    same = np.zeros((len(looked), len(looked)), dtype=np.float32)
    for star in range(1, _STARS + 1):
        gave = np.zeros_like(rated)
        gave[rows[given == star], columns[given == star]] = 1
        same += gave @ gave.T
    shared = rated @ rated.T
    wanted = (rated * chance) @ rated.T
    spread = (rated * (chance * (1 - chance))) @ rated.T
    most = wanted + DEVIATIONS * np.sqrt(np.maximum(spread, 1e-9))
    pairs = (shared >= MIN_SHARED) & (same > np.minimum(most, shared - 0.5))
    np.fill_diagonal(pairs, val=False)
    found[looked] = _core(pairs)
    return found


def _core(pairs: Bools) -> Bools:
    """Return which rows are left when all that are like fewer than MIN_ACCOUNTS - 1 of the others left have gone."""
    left = np.ones(len(pairs), dtype=bool)
    while True:
        like = (pairs & left[None, :]).sum(axis=1)
        fewer = left & (like >= MIN_ACCOUNTS - 1)
        if (fewer == left).all():
            return left
        left = fewer
