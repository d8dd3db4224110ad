"""Opinion groups: people who rate similarly, found from the ratings alone, and only where there are any.

The data are the residuals of the ratings after the comment's location and the rater's leniency. Raters are projected on
the two main directions of these residuals. A permutation test comes first: the largest singular value is compared with
those of the same residuals under random signs, which remove every opinion.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.ordinal_model import Fit, expected_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MIN_RATINGS = 8
"""Ratings of a person, and of a comment, before they are used."""

MIN_PEOPLE = 30
MIN_SHARE = 0.1
"""Smallest share of the clustered people in a group, which also holds at least MEMBERS people."""

MEMBERS = 10
MAX_OPINION_GROUPS = 5
FLIPS = 99
"""Sign-flip permutations that the structure must all exceed: a significance level of 0.01."""

FALSE_DISCOVERIES = 0.05
"""False discovery rate of the published differences (Benjamini and Hochberg 1995)."""

MIN_CELL = 5
MARK = 0.5
LIKED = 3.0  # stars, the middle of the scale
_MAX_TESTED = 2_000  # people; more add nothing to the test of structure
_ROUNDS = 15
_DIRECTIONS = 2
_BETTER = 0.05  # gain in silhouette that one more group must bring
_RIDGE = 4.0  # pseudo-ratings at the centre, for each person


@dataclass(frozen=True, slots=True)
class Opinions:
    """Result. group: index for each rater, -1 where none. sizes: people of each group; empty without structure.

    differences: (comment, group, stars more than others), the greatest first, with false discoveries controlled.
    common: consensus comments, on which no group differs, by the lowest mean of any group, the highest first.
    """

    group: Ints
    sizes: tuple[int, ...] = ()
    differences: tuple[tuple[int, int, float], ...] = ()
    common: tuple[int, ...] = ()


def opinion_groups(
    fit: Fit, comments: Ints, raters: Ints, stars: Ints, *, min_ratings: int = MIN_CELL, seed: int = 0
) -> Opinions:
    """Return the opinion groups, 2 to 5, or none. The same ratings and seed give the same groups.

    min_ratings: by a group, and by all others, before its difference on a comment counts; raised to MIN_CELL.
    """
    min_ratings = max(min_ratings, MIN_CELL)
    none = Opinions(np.full(len(fit.leniency), -1, dtype=np.int64))
    residual = stars - expected_of(fit.location[comments] + fit.leniency[raters], fit.thresholds)
    rates_enough = np.bincount(raters, minlength=len(fit.leniency)) >= MIN_RATINGS
    rated_enough = np.bincount(comments, minlength=len(fit.location)) >= MIN_RATINGS
    usable = rates_enough[raters] & rated_enough[comments]
    comments, raters, residual = comments[usable], raters[usable], residual[usable]
    people = np.unique(raters)
    if len(people) < MIN_PEOPLE:
        return none
    rng = np.random.default_rng(seed)
    if not _has_structure(comments, raters, residual, people, rng):
        return none
    size = (len(fit.leniency), len(fit.location))
    positions = _positions(comments, raters, residual, size, rng)[people]
    labels = _cluster(positions, rng)
    if labels is None:
        return none
    group = none.group.copy()
    group[people] = labels
    number = int(labels.max()) + 1
    cells = _test_differences(comments, raters, residual, group, number, size, rng, min_ratings)
    common = _find_consensus(
        fit, comments, raters, residual, group, number, {comment for comment, _, _ in cells}, min_ratings
    )
    return Opinions(group, tuple(np.bincount(labels).tolist()), tuple(cells), tuple(common))


def _has_structure(comments: Ints, raters: Ints, residual: Floats, people: Ints, rng: np.random.Generator) -> bool:
    """Say whether the residuals have more structure than every one of FLIPS sign-flip permutations."""
    if len(people) > _MAX_TESTED:
        is_sampled = np.zeros(int(raters.max()) + 1, dtype=bool)
        is_sampled[rng.choice(people, _MAX_TESTED, replace=False)] = True
        comments, raters, residual = (
            comments[is_sampled[raters]],
            raters[is_sampled[raters]],
            residual[is_sampled[raters]],
        )
    _, comments = np.unique(comments, return_inverse=True)
    _, raters = np.unique(raters, return_inverse=True)
    size = (int(raters.max()) + 1, int(comments.max()) + 1)
    observed = _largest(comments, raters, residual, size, rng)
    return all(
        observed > _largest(comments, raters, residual * rng.choice((-1.0, 1.0), len(residual)), size, rng)
        for _ in range(FLIPS)
    )


def _largest(comments: Ints, raters: Ints, residual: Floats, size: tuple[int, int], rng: np.random.Generator) -> float:
    """Return the largest singular value of the matrix of residuals, by power iteration."""
    guess: Floats = rng.normal(size=size[1])
    value = 0.0
    for _ in range(_ROUNDS):
        left = np.bincount(raters, residual * guess[comments], size[0])
        guess = np.asarray(np.bincount(comments, residual * left[raters], size[1]), dtype=np.float64)
        value = float(np.linalg.norm(guess))
        guess = guess / max(value, 1e-12)
    return float(value**0.5)


def _positions(
    comments: Ints, raters: Ints, residual: Floats, size: tuple[int, int], rng: np.random.Generator
) -> Floats:
    """Return raters x 2: each rater's position along the main directions of the residuals."""
    basis = np.linalg.qr(rng.normal(size=(size[1], _DIRECTIONS)))[0]
    for _ in range(_ROUNDS):
        left = np.column_stack([np.bincount(raters, residual * each[comments], size[0]) for each in basis.T])
        basis = np.linalg.qr(
            np.column_stack([np.bincount(comments, residual * each[raters], size[1]) for each in left.T])
        )[0]
    # Each rater's ridge least-squares position, shrunken towards the centre while their ratings are few.
    loads = basis * np.sqrt(size[1])
    count = np.bincount(raters, minlength=size[0])
    weight = np.column_stack([np.bincount(raters, each[comments] ** 2, size[0]) for each in loads.T])
    pull = np.column_stack([np.bincount(raters, residual * each[comments], size[0]) for each in loads.T])
    held = weight + _RIDGE * weight.sum(axis=0) / max(int(count.sum()), 1)
    return np.asarray(pull / np.maximum(held, 1e-12))


def _cluster(positions: Floats, rng: np.random.Generator) -> Ints | None:
    """Return the group of each position, their number chosen by silhouette; None where groups would be too small."""
    best: tuple[float, Ints] | None = None
    for number in range(2, MAX_OPINION_GROUPS + 1):
        labels = _k_means(positions, number, rng)
        sizes = np.bincount(labels, minlength=number)
        if sizes.min() < max(MEMBERS, MIN_SHARE * len(positions)):
            continue
        found = _silhouette(positions, labels, number)
        if best is None or found > best[0] + _BETTER:
            best = (found, labels)
    if best is None:
        return None
    order = np.argsort(-np.bincount(best[1]), kind="stable")
    return np.asarray(np.argsort(order)[best[1]])


def _k_means(positions: Floats, number: int, rng: np.random.Generator) -> Ints:
    """Return the labels of the best of 8 runs by Euclidean distance; that of bot/core/themes goes by direction."""
    best, best_inertia = np.zeros(len(positions), dtype=np.int64), np.inf
    for _ in range(8):
        centroids = positions[rng.choice(len(positions), number, replace=False)]
        for _ in range(30):
            distances = ((positions[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2)
            labels = np.argmin(distances, axis=1)
            centroids = np.array(
                [
                    positions[labels == each].mean(axis=0) if (labels == each).any() else centroids[each]
                    for each in range(number)
                ]
            )
        inertia = float(distances.min(axis=1).sum())
        if inertia < best_inertia:
            best, best_inertia = labels, inertia
    return best


def _silhouette(positions: Floats, labels: Ints, number: int) -> float:
    """Return the simplified silhouette: how much nearer people are to their own centroid than to the next."""
    centroids = np.array([positions[labels == each].mean(axis=0) for each in range(number)])
    distances = np.sqrt(((positions[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2))
    own = distances[np.arange(len(positions)), labels]
    distances[np.arange(len(positions)), labels] = np.inf
    other = distances.min(axis=1)
    return float(((other - own) / np.maximum(np.maximum(other, own), 1e-12)).mean())


def _test_differences(
    comments: Ints,
    raters: Ints,
    residual: Floats,
    group: Ints,
    number: int,
    size: tuple[int, int],
    rng: np.random.Generator,
    min_ratings: int,
) -> list[tuple[int, int, float]]:
    """Return the significant differences, each tested with groups that were found without that comment.

    The comments are split in two halves; raters are assigned by one half and the other is tested, both ways.
    """
    half = rng.random(size[1]) < 0.5  # noqa: PLR2004 - two halves
    rows: list[tuple[float, int, int, float]] = []
    for side in (False, True):
        learned, tested = half[comments] == side, half[comments] != side
        if not learned.any() or not tested.any():
            continue
        positions = _positions(comments[learned], raters[learned], residual[learned], size, rng)
        people = np.unique(raters[learned])
        present = [each for each in range(number) if (group[people] == each).any()]
        centroids = np.array([positions[people][group[people] == each].mean(axis=0) for each in present])
        distances = ((positions[:, None, :] - centroids[None, :, :]) ** 2).sum(axis=2)
        labels = np.asarray(present)[np.argmin(distances, axis=1)]
        rows += _cells(comments[tested], residual[tested], labels[raters[tested]], number, size[1], min_ratings)
    rows.sort()
    accepted = 0
    for rank, (p_value, *_) in enumerate(rows, start=1):
        if p_value <= FALSE_DISCOVERIES * rank / len(rows):
            accepted = rank
    found = [
        (comment, which, round(difference, 2))
        for _, comment, which, difference in rows[:accepted]
        if abs(difference) >= MARK
    ]
    return sorted(found, key=lambda each: (-abs(each[2]), each[0], each[1]))


def _cells(
    comments: Ints, residual: Floats, labels: Ints, number: int, size: int, min_ratings: int
) -> list[tuple[float, int, int, float]]:
    """Return (p-value, comment, group, difference) of every cell with enough ratings on both sides."""
    from scipy.special import ndtr

    cell = comments * number + labels
    count = np.bincount(cell, minlength=size * number).reshape(size, number)
    total = np.bincount(cell, residual, size * number).reshape(size, number)
    others, others_total = count.sum(axis=1, keepdims=True) - count, total.sum(axis=1, keepdims=True) - total
    noise = float(np.mean(residual**2))
    enough = (count >= min_ratings) & (others >= min_ratings)
    difference = total / np.maximum(count, 1) - others_total / np.maximum(others, 1)
    deviation = np.sqrt(noise / np.maximum(count, 1) + noise / np.maximum(others, 1))
    p_value = 2 * ndtr(-np.abs(difference) / deviation)
    return [
        (float(p_value[c, g]), int(c), int(g), float(difference[c, g]))
        for c, g in zip(*np.nonzero(enough), strict=True)
    ]


def _find_consensus(
    fit: Fit,
    comments: Ints,
    raters: Ints,
    residual: Floats,
    group: Ints,
    number: int,
    divisive: set[int],
    min_ratings: int,
) -> list[int]:
    """Return comments that no group differs on, by the lowest mean of any group, the highest first."""
    size = len(fit.location)
    cell = comments * number + group[raters]
    count = np.bincount(cell, minlength=size * number).reshape(size, number)
    total = np.bincount(cell, residual, size * number).reshape(size, number)
    lowest = fit.stars + (total / (count + MIN_CELL)).min(axis=1)
    fits = np.asarray((count >= min_ratings).all(axis=1) & (lowest > LIKED))
    order = sorted(
        (each for each in np.flatnonzero(fits).tolist() if each not in divisive), key=lambda each: (-lowest[each], each)
    )
    return order[:20]
