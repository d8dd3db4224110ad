"""Small tools on vectors: nearest rows, smoothing along them, one k-means, and how well groups hold together."""

import numpy as np

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.features import unit

_MAX_RUN_LENGTH = 30


def nearest(rows: Floats, among: Floats, many: int, *, but_itself: bool) -> Ints:
    """Return for each row the numbers of its nearest rows among others, the nearest first.

    but_itself: rows and among are the same, and no row is its own neighbour.
    """
    alike = rows @ among.T
    if but_itself:
        np.fill_diagonal(alike, -2)
    place = np.argpartition(-alike, many, axis=1)[:, :many]
    order = np.argsort(-np.take_along_axis(alike, place, 1), axis=1, kind="stable")
    return np.take_along_axis(place, order, 1)


def smoothed(rows: Floats, near: Ints, rounds: int) -> Floats:
    """Return each row moved half-way to the middle of its neighbours, some times over: what they share stands out."""
    for _ in range(rounds):
        rows = unit(0.5 * rows + 0.5 * middles(rows, near))
    return rows


def middles(rows: Floats, near: Ints) -> Floats:
    """Return the middle of each row's neighbours."""
    total = rows[near[:, 0]].copy()
    for column in range(1, near.shape[1]):
        total += rows[near[:, column]]
    return unit(total)


def k_means(rows: Floats, number: int, rng: np.random.Generator) -> Ints:
    """Return the labels of one spherical k-means from first middles far from each other; some numbers may be unused."""
    first = [int(rng.integers(len(rows)))]
    far = 1 - rows @ rows[first[0]]
    for _ in range(number - 1):
        weight = np.maximum(far, 0).astype(np.float64) ** 2
        total = weight.sum()
        first.append(int(rng.choice(len(rows), p=weight / total)) if total > 0 else int(rng.integers(len(rows))))
        far = np.minimum(far, 1 - rows @ rows[first[-1]])
    middle = rows[first]
    labels: Ints = np.argmax(rows @ middle.T, axis=1)
    for _ in range(_MAX_RUN_LENGTH):
        middle = unit(members(labels, number).T @ rows)
        renewed = np.argmax(rows @ middle.T, axis=1)
        if np.array_equal(renewed, labels):
            break
        labels = renewed
    return labels


def members(labels: Ints, number: int) -> Floats:
    """Return rows x groups, 1 where the row is in the group."""
    return np.eye(number, dtype=np.float32)[labels]


def silhouette(alike: Floats, labels: Ints) -> float:
    """Return how much nearer rows are to their own group than to the next one, -1..1, by cosine distance.

    alike: the cosine of each two rows. labels: 0.., each used.
    """
    number = int(labels.max()) + 1
    if number == 1:
        return 0.0
    member = members(labels, number)
    sizes = member.sum(axis=0)
    sums = sizes[None, :] - alike @ member
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes[None, :]
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    worth = np.where(sizes[labels] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-9), 0)
    return float(worth.mean())
