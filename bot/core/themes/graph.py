"""Nearest neighbours, smoothing, spherical k-means and silhouette of unit vectors."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.features import unit

_MAX_RUN_LENGTH = 30

_MAX_KEPT = 2**25
"""Bytes of smoothed rows that are kept: of few hundred rows all that quick groupings use."""


def nearest(rows: Floats, among: Floats, many: int, *, exclude_self: bool) -> Ints:
    """Return rows x many: indices of each row's nearest rows in `among`, the nearest first.

    exclude_self: rows and among are equal, and no row is its own neighbour.
    """
    similarity = rows @ among.T
    if exclude_self:
        np.fill_diagonal(similarity, -2)
    found = np.argpartition(-similarity, many, axis=1)[:, :many]
    order = np.argsort(-np.take_along_axis(similarity, found, 1), axis=1, kind="stable")
    return np.take_along_axis(found, order, 1)


def smoothed(rows: Floats, near: Ints, rounds: int) -> Floats:
    """Return the rows moved `rounds` times half-way to the mean of their neighbours, which sharpens the groups."""
    for _ in range(rounds):
        rows = unit(0.5 * rows + 0.5 * neighbour_means(rows, near))
    return rows


class Smoothing:
    """Smoothed rows of several views; what further rounds start from is kept while there is room for it."""

    def __init__(self, views: "list[tuple[Floats, Ints]]") -> None:
        """Keep nothing yet. views: the rows of each, and their nearest rows, the nearest first."""
        self._views = views
        self._kept: dict[tuple[int, int, int], Floats] = {}
        self._room = _MAX_KEPT

    def rows(self, view: int, many: int, rounds: int) -> Floats:
        """Return a view's rows after these rounds of smoothing, over this number of neighbours."""
        rows, near = self._views[view]
        if not rounds:
            return rows
        key = view, many, rounds
        found = self._kept.get(key)
        if found is None:
            found = smoothed(self.rows(view, many, rounds - 1), near[:, :many], 1)
            if found.nbytes <= self._room:
                self._room -= found.nbytes
                self._kept[key] = found
        return found


def neighbour_means(rows: Floats, near: Ints) -> Floats:
    """Return the mean direction of each row's neighbours."""
    total = rows[near[:, 0]].copy()
    for column in range(1, near.shape[1]):
        total += rows[near[:, column]]
    return unit(total)


def k_means(rows: Floats, number: int, rng: np.random.Generator) -> Ints:
    """Return the labels of one spherical k-means run with k-means++ seeding; some labels may be unused."""
    first = [int(rng.integers(len(rows)))]
    far = 1 - rows @ rows[first[0]]
    for _ in range(number - 1):
        weight = np.maximum(far, 0).astype(np.float64) ** 2
        total = weight.sum()
        first.append(_drawn(weight / total, rng) if total > 0 else int(rng.integers(len(rows))))
        far = np.minimum(far, 1 - rows @ rows[first[-1]])
    centroids = rows[first]
    labels: Ints = np.argmax(rows @ centroids.T, axis=1)
    for _ in range(_MAX_RUN_LENGTH):
        centroids = unit(members(labels, number).T @ rows)
        updated = np.argmax(rows @ centroids.T, axis=1)
        if np.array_equal(updated, labels):
            break
        labels = updated
    return labels


def _drawn(shares: npt.NDArray[np.float64], rng: np.random.Generator) -> int:
    """Return an index by these shares, as `rng.choice` draws it, without its checks, which take most of its time."""
    ends = shares.cumsum()
    return int((ends / ends[-1]).searchsorted(rng.random(), side="right"))


def members(labels: Ints, number: int) -> Floats:
    """Return rows x groups, 1 where the row is in the group."""
    return np.eye(number, dtype=np.float32)[labels]


def tree_labels(tree: npt.NDArray[np.float64], most: int) -> Iterator[Ints]:
    """Yield labels 0.. of the rows for 2, 3, … `most` groups, or fewer where merges are tied.

    tree: merges x 4 as scipy's `linkage` gives them, sorted. They are what `fcluster(tree, number, "maxclust")` gives,
    less one, in a tenth of its time: the tree is read once, and its rows put in an order in which each group is a run.
    """
    count = len(tree) + 1
    children, sizes = tree[:, :2].astype(int).tolist(), [1] * count + tree[:, 3].astype(int).tolist()
    start, borders = [0] * (2 * count - 1), np.zeros(count - 1, dtype=np.int64)
    for merge in range(count - 2, -1, -1):
        first, second = children[merge]
        if first < count <= second:
            first, second = second, first
        start[first] = start[count + merge]
        start[second] = borders[merge] = start[first] + sizes[first]
    places = np.asarray(start[:count])
    for number in range(2, most + 1):
        merged = np.searchsorted(tree[:, 2], tree[count - number - 1, 2], side="right")
        begins = np.zeros(count, dtype=np.int64)
        begins[borders[merged:]] = 1
        yield np.cumsum(begins)[places]


def silhouette(similarity: Floats, labels: Ints) -> float:
    """Return the mean silhouette of the rows, -1..1, by cosine distance.

    similarity: rows x rows, cosine. labels: 0.., each used.
    """
    number = int(labels.max()) + 1
    if number == 1:
        return 0.0
    member = members(labels, number)
    sizes = member.sum(axis=0)
    sums = sizes[None, :] - similarity @ member
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    means = sums / sizes[None, :]
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    worth = np.where(sizes[labels] > 1, (other - own) / np.maximum(np.maximum(own, other), 1e-9), 0)
    return float(worth.mean())
