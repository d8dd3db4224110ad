"""Opinion groups: people who rate alike, found in the ratings alone, and only where there are any.

What counts is each rating's rest, beyond the comment's appeal and the rater's leniency. Raters are placed along the two
main directions of these rests. Whether there is anything to see is asked first: the largest singular value is held
against those of the same rests with random signs, which no opinion is left in.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.core.ordinal_model import Fit, expected_of

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MIN_RATINGS = 8
"""Ratings of a person, and of a comment, that say anything here."""

MIN_PEOPLE = 30
MIN_SHARE = 0.1
"""Of those placed, that every group holds; and MEMBERS people at least."""

MEMBERS = 10
MAX_OPINION_GROUPS = 5
FLIPS = 99
"""Random signings that the structure must beat, every one: a chance of one in a hundred."""

FALSE_DISCOVERIES = 0.05
"""Share of the told differences that may be false (Benjamini and Hochberg 1995)."""

MIN_CELL = 5
MARK = 0.5
LIKED = 3.0  # stars, the middle of the scale
_MAX_TESTED = 2_000  # people; more tell no more whether there is structure
_ROUNDS = 15
_DIRECTIONS = 2
_BETTER = 0.05  # silhouette that one group more must gain
_RIDGE = 4.0  # ratings at the middle that each person counts as having


@dataclass(frozen=True, slots=True)
class Opinions:
    """What was found. group: of each rater, -1 where not placed. sizes: people of each group; none where no structure.

    differences: (comment, group, stars more than others), the greatest first, false discoveries held down.
    common: comments that no group differs on, by the least that any group gives, the highest first.
    """

    group: Ints
    sizes: tuple[int, ...] = ()
    differences: tuple[tuple[int, int, float], ...] = ()
    common: tuple[int, ...] = ()


def opinion_groups(
    fit: Fit, comments: Ints, raters: Ints, stars: Ints, *, least: int = MIN_CELL, seed: int = 0
) -> Opinions:
    """Return the groups that rate alike, 2 to 5, or none. The same ratings and seed give the same groups.

    least: ratings by a group, and by all others, before it is told how it rates a comment; MIN_CELL at least.
    """
    least = max(least, MIN_CELL)
    none = Opinions(np.full(len(fit.leniency), -1, dtype=np.int64))
    rest = stars - expected_of(fit.appeal[comments] + fit.leniency[raters], fit.cuts)
    enough = np.bincount(raters, minlength=len(fit.leniency)) >= MIN_RATINGS
    known = np.bincount(comments, minlength=len(fit.appeal)) >= MIN_RATINGS
    told = enough[raters] & known[comments]
    comments, raters, rest = comments[told], raters[told], rest[told]
    people = np.unique(raters)
    if len(people) < MIN_PEOPLE:
        return none
    rng = np.random.default_rng(seed)
    if not _has_structure(comments, raters, rest, people, rng):
        return none
    size = (len(fit.leniency), len(fit.appeal))
    places = _places(comments, raters, rest, size, rng)[people]
    labels = _grouped(places, rng)
    if labels is None:
        return none
    group = none.group.copy()
    group[people] = labels
    number = int(labels.max()) + 1
    cells = _tested(comments, raters, rest, group, number, size, rng, least)
    common = _common(fit, comments, raters, rest, group, number, {comment for comment, _, _ in cells}, least)
    return Opinions(group, tuple(np.bincount(labels).tolist()), tuple(cells), tuple(common))


def _has_structure(comments: Ints, raters: Ints, rest: Floats, people: Ints, rng: np.random.Generator) -> bool:
    """Say whether the rests hang together more than any of FLIPS random signings of them."""
    if len(people) > _MAX_TESTED:
        some = np.zeros(int(raters.max()) + 1, dtype=bool)
        some[rng.choice(people, _MAX_TESTED, replace=False)] = True
        comments, raters, rest = comments[some[raters]], raters[some[raters]], rest[some[raters]]
    _, comments = np.unique(comments, return_inverse=True)
    _, raters = np.unique(raters, return_inverse=True)
    size = (int(raters.max()) + 1, int(comments.max()) + 1)
    seen = _largest(comments, raters, rest, size, rng)
    return all(
        seen > _largest(comments, raters, rest * rng.choice((-1.0, 1.0), len(rest)), size, rng) for _ in range(FLIPS)
    )


def _largest(comments: Ints, raters: Ints, rest: Floats, size: tuple[int, int], rng: np.random.Generator) -> float:
    """Return the largest singular value of the matrix of rests, by power iteration."""
    guess: Floats = rng.normal(size=size[1])
    value = 0.0
    for _ in range(_ROUNDS):
        left = np.bincount(raters, rest * guess[comments], size[0])
        guess = np.asarray(np.bincount(comments, rest * left[raters], size[1]), dtype=np.float64)
        value = float(np.linalg.norm(guess))
        guess = guess / max(value, 1e-12)
    return float(value**0.5)


def _places(comments: Ints, raters: Ints, rest: Floats, size: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Return raters x 2: where each stands along the main directions of the rests."""
    basis = np.linalg.qr(rng.normal(size=(size[1], _DIRECTIONS)))[0]
    for _ in range(_ROUNDS):
        left = np.column_stack([np.bincount(raters, rest * each[comments], size[0]) for each in basis.T])
        basis = np.linalg.qr(np.column_stack([np.bincount(comments, rest * each[raters], size[1]) for each in left.T]))[
            0
        ]
    # Each rater's least-squares place, held back while they rated little.
    loads = basis * np.sqrt(size[1])
    count = np.bincount(raters, minlength=size[0])
    weight = np.column_stack([np.bincount(raters, each[comments] ** 2, size[0]) for each in loads.T])
    pull = np.column_stack([np.bincount(raters, rest * each[comments], size[0]) for each in loads.T])
    held = weight + _RIDGE * weight.sum(axis=0) / max(int(count.sum()), 1)
    return np.asarray(pull / np.maximum(held, 1e-12))


def _grouped(places: Floats, rng: np.random.Generator) -> Ints | None:
    """Return the group of each place: as many as hold together best; None where one would be too small."""
    best: tuple[float, Ints] | None = None
    for number in range(2, MAX_OPINION_GROUPS + 1):
        labels = _k_means(places, number, rng)
        sizes = np.bincount(labels, minlength=number)
        if sizes.min() < max(MEMBERS, MIN_SHARE * len(places)):
            continue
        found = _silhouette(places, labels, number)
        if best is None or found > best[0] + _BETTER:
            best = (found, labels)
    if best is None:
        return None
    order = np.argsort(-np.bincount(best[1]), kind="stable")
    return np.asarray(np.argsort(order)[best[1]])


def _k_means(places: Floats, number: int, rng: np.random.Generator) -> Ints:
    best, spread = np.zeros(len(places), dtype=np.int64), np.inf
    for _ in range(8):
        middle = places[rng.choice(len(places), number, replace=False)]
        for _ in range(30):
            apart = ((places[:, None, :] - middle[None, :, :]) ** 2).sum(axis=2)
            labels = np.argmin(apart, axis=1)
            middle = np.array(
                [
                    places[labels == each].mean(axis=0) if (labels == each).any() else middle[each]
                    for each in range(number)
                ]
            )
        left = float(apart.min(axis=1).sum())
        if left < spread:
            best, spread = labels, left
    return best


def _silhouette(places: Floats, labels: Ints, number: int) -> float:
    """Return how much nearer people stand to their own group's middle than to the next (simplified silhouette)."""
    middle = np.array([places[labels == each].mean(axis=0) for each in range(number)])
    apart = np.sqrt(((places[:, None, :] - middle[None, :, :]) ** 2).sum(axis=2))
    own = apart[np.arange(len(places)), labels]
    apart[np.arange(len(places)), labels] = np.inf
    other = apart.min(axis=1)
    return float(((other - own) / np.maximum(np.maximum(other, own), 1e-12)).mean())


def _tested(
    comments: Ints,
    raters: Ints,
    rest: Floats,
    group: Ints,
    number: int,
    size: tuple[int, int],
    rng: np.random.Generator,
    least: int,
) -> list[tuple[int, int, float]]:
    """Return the differences that hold, each tested with groups that were found without that comment.

    The comments are cut in two halves; raters are placed by one half and the other is tested, both ways.
    """
    half = rng.random(size[1]) < 0.5  # noqa: PLR2004 - two halves
    rows: list[tuple[float, int, int, float]] = []
    for side in (False, True):
        learned, tested = half[comments] == side, half[comments] != side
        if not learned.any() or not tested.any():
            continue
        places = _places(comments[learned], raters[learned], rest[learned], size, rng)
        people = np.unique(raters[learned])
        there = [each for each in range(number) if (group[people] == each).any()]
        middle = np.array([places[people][group[people] == each].mean(axis=0) for each in there])
        apart = ((places[:, None, :] - middle[None, :, :]) ** 2).sum(axis=2)
        labels = np.asarray(there)[np.argmin(apart, axis=1)]
        rows += _cells(comments[tested], rest[tested], labels[raters[tested]], number, size[1], least)
    rows.sort()
    told = 0
    for place, (chance, *_) in enumerate(rows, start=1):
        if chance <= FALSE_DISCOVERIES * place / len(rows):
            told = place
    found = [(comment, which, round(apart, 2)) for _, comment, which, apart in rows[:told] if abs(apart) >= MARK]
    return sorted(found, key=lambda row: (-abs(row[2]), row[0], row[1]))


def _cells(
    comments: Ints, rest: Floats, labels: Ints, number: int, size: int, least: int
) -> list[tuple[float, int, int, float]]:
    """Return (chance, comment, group, difference) of every cell with enough ratings on both sides."""
    from bot.core.differences import _normal

    cell = comments * number + labels
    count = np.bincount(cell, minlength=size * number).reshape(size, number)
    total = np.bincount(cell, rest, size * number).reshape(size, number)
    others, others_total = count.sum(axis=1, keepdims=True) - count, total.sum(axis=1, keepdims=True) - total
    noise = float(np.mean(rest**2))
    enough = (count >= least) & (others >= least)
    apart = total / np.maximum(count, 1) - others_total / np.maximum(others, 1)
    deviation = np.sqrt(noise / np.maximum(count, 1) + noise / np.maximum(others, 1))
    chance = 2 * _normal(-np.abs(apart) / deviation)
    return [(float(chance[c, g]), int(c), int(g), float(apart[c, g])) for c, g in zip(*np.nonzero(enough), strict=True)]


def _common(
    fit: Fit, comments: Ints, raters: Ints, rest: Floats, group: Ints, number: int, apart: set[int], least: int
) -> list[int]:
    """Return comments that no group differs on, the highest of the least group first."""
    size = len(fit.appeal)
    cell = comments * number + group[raters]
    count = np.bincount(cell, minlength=size * number).reshape(size, number)
    total = np.bincount(cell, rest, size * number).reshape(size, number)
    lowest = fit.stars + (total / (count + MIN_CELL)).min(axis=1)
    fits = np.asarray((count >= least).all(axis=1) & (lowest > LIKED))
    order = sorted(
        (each for each in np.flatnonzero(fits).tolist() if each not in apart), key=lambda each: (-lowest[each], each)
    )
    return order[:20]
