"""Vectors into groups: smooth on the graph of neighbours, try each number of groups, keep the one that fits best."""

import math
from dataclasses import dataclass

import numpy as np

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.features import unit

FIT_AT_MOST = 3000
"""Comments that groups are found from; more are a seeded sample, and the rest joins the nearest group."""

NEIGHBOURS = 10
ROUNDS = 2
FEWEST, MOST = 4, 20
USUAL = 8
PULL = 0.03
"""What a doubling or halving of the usual number of groups costs in silhouette."""
STARTS = 3


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which group each row is in.

    labels: 0.. for each row; nearness: rows x groups, the cosine to each group's middle.
    """

    labels: Ints
    nearness: Floats


def sample(count: int, *, at_most: int = FIT_AT_MOST) -> Ints:
    """Return the rows to fit on: all, or a seeded choice."""
    if count <= at_most:
        return np.arange(count)
    return np.sort(np.random.default_rng(7).choice(count, at_most, replace=False))


def group(blocks: list[Floats], fit: Ints) -> Grouping:
    """Return the groups that the data show; never asks how many.

    blocks: vectors of length one for each row, from different views.
    fit: the rows that groups are found from.
    """
    raw = unit(np.hstack(blocks))
    smooth = smoothed(raw[fit])
    middles = _best(smooth)
    labels_fit = np.argmax(smooth @ middles.T, axis=1)
    used, labels_fit = np.unique(labels_fit, return_inverse=True)
    middles = middles[used]
    nearness = np.zeros((len(raw), len(middles)), dtype=np.float32)
    if len(fit) < len(raw):
        centres = unit(np.stack([raw[fit][labels_fit == number].mean(axis=0) for number in range(len(middles))]))
        nearness = raw @ centres.T
    nearness[fit] = smooth @ middles.T
    return Grouping(np.argmax(nearness, axis=1), nearness)


def smoothed(rows: Floats, *, neighbours: int = NEIGHBOURS, rounds: int = ROUNDS) -> Floats:
    """Return each row moved half-way to the mean of its nearest rows, twice: what neighbours share stands out."""
    if len(rows) <= neighbours:
        return rows
    alike = rows @ rows.T
    np.fill_diagonal(alike, -1)
    nearest = np.argpartition(-alike, neighbours, axis=1)[:, :neighbours]
    moved = rows
    for _ in range(rounds):
        moved = unit(0.5 * moved + 0.5 * unit(moved[nearest].mean(axis=1)))
    return moved


def _best(rows: Floats) -> Floats:
    """Return the middles of the number of groups with the best silhouette less the pull towards the usual number."""
    most = min(MOST, len(rows) // 3)
    alike = rows @ rows.T
    best, best_worth = rows[:1], -math.inf
    for number in range(min(FEWEST, max(2, most)), max(most, 2) + 1):
        labels, middles = k_means(rows, number)
        worth = silhouette(alike, labels) - PULL * abs(math.log2(number / USUAL))
        if worth > best_worth:
            best, best_worth = middles, worth
    return best


def k_means(rows: Floats, number: int, *, starts: int = STARTS) -> tuple[Ints, Floats]:
    """Return labels and middles of spherical k-means, the best of a few seeded starts."""
    best: tuple[float, Ints, Floats] | None = None
    for seed in range(starts):
        middles = _spread(rows, number, np.random.default_rng(seed))
        labels = np.argmax(rows @ middles.T, axis=1)
        for _ in range(50):
            sums = np.zeros_like(middles)
            np.add.at(sums, labels, rows)
            middles = np.where(np.linalg.norm(sums, axis=1, keepdims=True) > 1e-6, unit(sums), middles)  # noqa: PLR2004
            renewed = np.argmax(rows @ middles.T, axis=1)
            if np.array_equal(renewed, labels):
                break
            labels = renewed
        fit = float((rows * middles[labels]).sum())
        if best is None or fit > best[0] + 1e-6:
            best = (fit, labels, middles)
    assert best is not None  # noqa: S101 - there is at least one start
    return best[1], best[2]


def _spread(rows: Floats, number: int, rng: np.random.Generator) -> Floats:
    """Return first middles far from each other (k-means++)."""
    chosen = [int(rng.integers(len(rows)))]
    far = 1 - rows @ rows[chosen[0]]
    for _ in range(number - 1):
        weight = np.maximum(far, 0).astype(np.float64) ** 2
        total = weight.sum()
        at = int(rng.choice(len(rows), p=weight / total)) if total > 0 else int(rng.integers(len(rows)))
        chosen.append(at)
        far = np.minimum(far, 1 - rows @ rows[at])
    return rows[chosen]


def silhouette(alike: Floats, labels: Ints) -> float:
    """Return how much nearer rows are to their own group than to the next one, -1..1, by cosine distance."""
    labels = np.unique(labels, return_inverse=True)[1]
    number = int(labels.max()) + 1
    if number == 1:
        return 0.0
    member = np.eye(number, dtype=np.float32)[labels]
    sizes = member.sum(axis=0)
    sums = (1 - alike) @ member
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / np.maximum(sizes, 1)[None, :]
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    worth = np.where(sizes[labels] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-9), 0)
    return float(worth.mean())
